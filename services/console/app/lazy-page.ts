// A page that is loaded when it is opened, with the words of the pages. In: how it is loaded, its name. Out: a component for a route.
import { lazyRouteComponent } from "@tanstack/react-router";
import { loadPageWords } from "./language.js";

/** The component: `name` is what the module exports it as. */
export function lazyPage<M extends Record<string, unknown>, N extends keyof M>(load: () => Promise<M>, name: N) {
  const loadBoth = async (): Promise<M> => {
    const [module] = await Promise.all([load(), loadPageWords()]);
    return module;
  };
  return lazyRouteComponent(loadBoth, name);
}
