// A tab that was open while the hub got a newer version: the files of its pages are gone. In: Vite's word that one did not come. Out: the
// page loaded anew, once, and a message that says so.
import { keep, kept } from "./kept.js";

const FOUND = "maillage.newer-version";
const LOADED = "maillage.loaded-anew";
/** A page that is still broken after so long a time may be loaded anew again. */
const CALM_MS = 60_000;

const session = (): Storage => sessionStorage;

/** As browsers, and Vite for styles, say that a file did not come. */
const MISSING =
  /dynamically imported module|importing a module script failed|unable to preload css|'text\/html' is not a valid javascript mime type/i;

/**
 * Notes that a file did not come. Nothing else yet: it may be one that was asked for ahead, while somebody writes. The error is given other
 * words, for by the browser's own the router would load the page anew by itself, without a connection too.
 */
export function watchForNewerVersion(): void {
  addEventListener("vite:preloadError", ({ payload }) => {
    payload.message = `Not loaded: ${payload.message}`;
    if (navigator.onLine) keep(FOUND, "1", session);
  });
}

/** Whether an error is that of a file that did not come. */
export function isOfMissingFile(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/** Loads the page anew; gives false where that was done a moment ago and did not help, or cannot help. */
export function loadAnew(): boolean {
  if (!navigator.onLine) return false; // it would take away what can still be read
  const last = Number(kept(LOADED, session) ?? "0");
  if (Date.now() - last < CALM_MS) return false;
  keep(LOADED, String(Date.now()), session);
  if (kept(LOADED, session) === null) return false; // without a memory it could go on for ever
  location.reload();
  return true;
}

/** Whether the page was loaded anew because there is a newer version; asked once. */
export function wasLoadedAnew(): boolean {
  const isFound = kept(FOUND, session) !== null;
  keep(FOUND, null, session);
  return isFound;
}
