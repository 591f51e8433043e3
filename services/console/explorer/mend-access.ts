// What GraphiQL 4 leaves undone for those who do not see or do not point: fields without a name, tabs that hold buttons, text that scrolls
// and cannot be reached by keyboard. In: GraphiQL's element, words. Out: the same element mended, now and whenever it changes.

/** How the parts are called, for those who hear them. */
export interface PartNames {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
  readonly answer: string;
}

/** Mends the element until what it gives is called. */
export function keepMended(element: HTMLElement, names: PartNames): () => void {
  const mend = (): void => mendParts(element, names);
  const observer = new MutationObserver(mend);
  observer.observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected"] });
  mend();
  return () => observer.disconnect();
}

function mendParts(element: HTMLElement, names: PartNames): void {
  const [variables, headers] = element.querySelectorAll<HTMLElement>(".graphiql-editor-tool .graphiql-editor");
  nameEditor(element.querySelector(".graphiql-query-editor"), names.query);
  nameEditor(variables, names.variables);
  nameEditor(headers, names.headers);
  nameEditor(element.querySelector(".graphiql-response"), names.answer);
  element.querySelector(".graphiql-tabs")?.removeAttribute("role"); // a list of buttons, each with one that closes it
  for (const tab of element.querySelectorAll<HTMLElement>(".graphiql-tab")) mendTab(tab);
}

function nameEditor(editor: Element | null | undefined, name: string): void {
  editor?.querySelector("textarea")?.setAttribute("aria-label", name);
  const scrolled = editor?.querySelector(".CodeMirror-scroll");
  scrolled?.setAttribute("tabindex", "0");
  scrolled?.setAttribute("role", "group");
  scrolled?.setAttribute("aria-label", name);
}

function mendTab(tab: HTMLElement): void {
  const isShown = tab.classList.contains("graphiql-tab-active");
  tab.removeAttribute("role");
  if (tab.hasAttribute("aria-selected")) tab.removeAttribute("aria-selected");
  tab.querySelector(".graphiql-tab-button")?.setAttribute("aria-current", String(isShown));
}
