// In the place of the part of react-style-singleton that writes a style element: the same as a constructed style sheet, which the page's
// policy allows. In: rules of an open dialog. Out: rules that hold while it is open.

export interface StyleSheetHolder {
  add(style: string): void;
  remove(): void;
}

/** One sheet for all who add the same rules; it goes with the last of them. */
export function stylesheetSingleton(): StyleSheetHolder {
  const sheet = new CSSStyleSheet();
  let users = 0;
  return {
    add(style) {
      if (users++ > 0) return;
      sheet.replaceSync(style);
      document.adoptedStyleSheets.push(sheet);
    },
    remove() {
      if (--users > 0) return;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
