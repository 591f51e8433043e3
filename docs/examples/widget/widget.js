// A directory of the network on any page, in one script tag:
//
//   <script type="module" src="https://hub.example/client/widget.js" data-topic="respite-care" data-language="fr"></script>
//
// data-hub       the hub to ask; the one that this file comes from when not given
// data-list      practices (when not given) or organizations
// data-topic     only what is about a topic: its id or the end of it
// data-partner   only what a partner published
// data-language  fr or en; the page's language when not given
//
// It loads nothing from anywhere else, keeps nothing, sets no cookie, and writes what partners say as text, never as HTML.
import { createClient } from "./client.js";

const WORDS = {
  en: {
    title: { practices: "Practices of the network", organizations: "Associations of the network" },
    search: "Search",
    words: "Words to look for",
    loading: "Loading …",
    empty: "Nothing was found.",
    failed: "The directory cannot be reached at the moment.",
    again: "Try again",
    more: "Show more",
    count: (shown, all) => `${shown} of ${all} shown`,
    partial: (many) =>
      many === 1
        ? "1 partner did not answer: there may be more."
        : `${many} partners did not answer: there may be more.`,
  },
  fr: {
    title: { practices: "Pratiques du réseau", organizations: "Associations du réseau" },
    search: "Chercher",
    words: "Mots à chercher",
    loading: "Chargement …",
    empty: "Rien n’a été trouvé.",
    failed: "L’annuaire n’est pas joignable pour le moment.",
    again: "Réessayer",
    more: "En voir plus",
    count: (shown, all) => `${shown} sur ${all} affichées`,
    partial: (many) =>
      many === 1
        ? "1 partenaire n’a pas répondu : il y en a peut-être d’autres."
        : `${many} partenaires n’ont pas répondu : il y en a peut-être d’autres.`,
  },
};

const FIELDS = {
  practices: "name summary language url organization { name }",
  organizations: "name summary language url",
};
const FILTERS = { practices: "PracticeFilter", organizations: "OrganizationFilter" };
const PAGE = 10;

const documentOf = (list) => `query Directory($filter: ${FILTERS[list]}, $first: Int!, $after: String) {
  page: ${list}(filter: $filter, orderBy: NAME_ASC, first: $first, after: $after) {
    totalCount nodes { ${FIELDS[list]} } pageInfo { hasNextPage endCursor }
    completeness { isPartial expected answered } } }`;

const STYLE = `
  :host { display: block; color-scheme: light dark; font: inherit; line-height: 1.5; }
  section { padding: 1em; color: CanvasText; background: Canvas; border: 1px solid GrayText; border-radius: .5em; overflow-wrap: anywhere; }
  h2 { margin: 0 0 .5em; font-size: 1.25em; }
  h3 { margin: 0; font-size: 1em; }
  form { display: flex; flex-wrap: wrap; gap: .5em; align-items: end; }
  label { display: grid; flex: 1 1 12em; }
  input, button { font: inherit; padding: .4em .7em; min-height: 2.75em; border: 1px solid GrayText; border-radius: .3em; }
  button { cursor: pointer; }
  :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  ul { list-style: none; margin: 1em 0; padding: 0; display: grid; gap: 1em; }
  p { margin: .25em 0; }
  a { color: LinkText; }
  .by { font-size: .9em; opacity: .85; }
  [role="status"]:empty, [hidden] { display: none; }
  [aria-busy="true"] { opacity: .6; transition: opacity .2s; }
  @media (prefers-reduced-motion: reduce) { [aria-busy="true"] { transition: none; } }
`;

/** An element with attributes; children are elements or text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The address when it is one of the web, or null: a partner may write anything there. */
function webAddress(text) {
  try {
    const { protocol, href } = new URL(text);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

function entry({ name, summary, language, url, organization }) {
  const address = webAddress(url ?? "");
  const title = address ? make("a", { href: address, rel: "noopener noreferrer" }, name) : name;
  return make(
    "li",
    { lang: language, tabindex: "-1" },
    make("h3", {}, title),
    ...(organization ? [make("p", { class: "by" }, organization.name)] : []),
    ...(summary ? [make("p", {}, summary)] : []),
  );
}

function readSettings({ dataset }) {
  const asked = dataset.language ?? (document.documentElement.lang || navigator.language);
  const topic = dataset.topic && (dataset.topic.includes(":") ? dataset.topic : `hub:topic:${dataset.topic}`);
  return {
    hub: dataset.hub ?? new URL("..", import.meta.url).href,
    list: dataset.list === "organizations" ? "organizations" : "practices",
    language: asked.toLowerCase().startsWith("fr") ? "fr" : "en",
    filter: { ...(topic ? { topics: [topic] } : {}), ...(dataset.partner ? { partners: [dataset.partner] } : {}) },
  };
}

/** What is on the page; nothing is asked yet. */
function build(words, { list, language }) {
  const input = make("input", { type: "search", name: "text", autocomplete: "off", maxlength: "200" });
  const form = make(
    "form",
    { role: "search" },
    make("label", {}, words.words, input),
    make("button", {}, words.search),
  );
  const status = make("p", { role: "status" });
  const warning = make("p", { role: "status" });
  const items = make("ul", { role: "list" });
  const more = make("button", { type: "button", hidden: "" }, words.more);
  const again = make("button", { type: "button", hidden: "" }, words.again);
  const title = make("h2", { id: "title" }, words.title[list]);
  const section = make(
    "section",
    { "aria-labelledby": "title", lang: language },
    title,
    form,
    status,
    warning,
    items,
    more,
    again,
  );
  return { section, form, input, status, warning, items, more, again };
}

function mount(script) {
  const settings = readSettings(script);
  const words = WORDS[settings.language];
  const client = createClient({
    url: settings.hub,
    language: settings.language,
    retry: { attempts: 3, budgetMs: 10_000 },
  });
  const { section, form, input, status, warning, items, more, again } = build(words, settings);
  const host = make("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style]; // allowed by every content security policy
  root.append(section);
  script.after(host);
  let asking = new AbortController();
  let next = null;

  async function load(after) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    section.setAttribute("aria-busy", "true");
    [status.textContent, again.hidden] = [words.loading, true];
    const text = input.value.trim();
    const variables = { filter: { ...settings.filter, ...(text ? { text } : {}) }, first: PAGE, after };
    try {
      const { data } = await client.query(documentOf(settings.list), variables, { signal });
      show(data.page, after);
    } catch {
      if (signal.aborted) return; // another question has been asked since
      [status.textContent, again.hidden, more.hidden] = [words.failed, false, true];
      again.onclick = () => void load(after);
    }
    section.setAttribute("aria-busy", "false");
  }

  function show({ nodes, totalCount, pageInfo, completeness }, after) {
    const entries = nodes.map(entry);
    if (after === null) items.replaceChildren(...entries);
    else items.append(...entries);
    const shown = items.childElementCount;
    status.textContent = shown === 0 ? words.empty : words.count(shown, totalCount);
    const { isPartial, expected, answered } = completeness;
    warning.textContent = isPartial ? words.partial(expected - answered) : "";
    next = pageInfo.endCursor;
    const hadFocus = root.activeElement === more;
    more.hidden = !pageInfo.hasNextPage;
    if (after !== null && hadFocus) entries[0]?.focus(); // who reads on by keyboard is where the new ones begin
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void load(null);
  });
  more.addEventListener("click", () => void load(next));
  void load(null);
}

for (const script of document.querySelectorAll('script[type="module"][src]'))
  if (new URL(script.src).href === import.meta.url) mount(script);
