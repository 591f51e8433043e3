// The explorer: GraphiQL on the hub's own graph, what the reader chooses above it, what the answer says of itself below. In: nothing.
// Out: the page.
import { useEffect, useMemo, useRef, useState } from "react";
import { GraphiQL } from "graphiql";
import { buildSchema, type GraphQLSchema } from "graphql";
import { AnswerBar } from "./answer-bar.js";
import { EXAMPLES, textOf } from "./examples.js";
import { createFetcher, type Told } from "./fetcher.js";
import { KEPT_QUERIES } from "./kept-queries.js";
import { keepMended } from "./mend-access.js";
import { chosenTheme, keepSettings, readSettings, type Settings } from "./settings.js";
import { SettingsForm } from "./settings-form.js";
import { wordsOf, type Words } from "./words.js";

/** The page. */
export function ExplorerPage() {
  const [settings, change] = useSettings();
  const [told, tell] = useState<Told>({ is: "nothing" });
  const words = wordsOf(settings.language);
  useEffect(() => {
    document.documentElement.lang = settings.language;
    document.title = `${words.title} · Maillage`;
  }, [settings.language, words]);
  return (
    <>
      <a className="skip" href="#query">
        {words.skip}
      </a>
      <header>
        <a className="home" href="/">
          <img src="/mark.svg" alt="" width="32" height="32" />
          <span>{words.back}</span>
        </a>
        <div className="what">
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
        <SettingsForm settings={settings} change={change} words={words} />
      </header>
      <main id="query" tabIndex={-1}>
        <Editor settings={settings} tell={tell} words={words} />
        <AnswerBar told={told} words={words} language={settings.language} />
      </main>
    </>
  );
}

function useSettings(): readonly [Settings, (changed: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(readSettings);
  useEffect(() => keepSettings(settings), [settings]);
  return [settings, (changed) => setSettings((before) => ({ ...before, ...changed }))];
}

interface EditorUse {
  readonly settings: Settings;
  readonly tell: (told: Told) => void;
  readonly words: Words;
}

/** GraphiQL is made once; what it asks with is looked up when it asks. */
function Editor({ settings, tell, words }: EditorUse) {
  const current = useRef(settings);
  useEffect(() => void (current.current = settings), [settings]);
  const schema = useSchema();
  const fetcher = useMemo(() => createFetcher({ settings: () => current.current, tell }), [tell]);
  const [tabs] = useState(() => EXAMPLES.map((each) => ({ query: textOf(each, settings.language) })));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current === null ? undefined : keepMended(place.current, words.parts)), [words]);
  return (
    <div className="editor" ref={place}>
      {schema === "missing" && <p className="bad">{words.noSchema}</p>}
      <GraphiQL
        fetcher={fetcher}
        schema={typeof schema === "string" ? null : schema}
        defaultTabs={tabs}
        defaultEditorToolsVisibility={false}
        storage={KEPT_QUERIES}
        shouldPersistHeaders={false} // a key may be among them
        forcedTheme={chosenTheme()}
      />
    </div>
  );
}

/** The readers' schema, from its file: who has no key may not introspect. */
function useSchema(): GraphQLSchema | "loading" | "missing" {
  const [schema, setSchema] = useState<GraphQLSchema | "loading" | "missing">("loading");
  useEffect(() => void readSchema().then(setSchema, () => setSchema("missing")), []);
  return schema;
}

async function readSchema(): Promise<GraphQLSchema> {
  const response = await fetch("/schema.graphql");
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return buildSchema(await response.text(), { assumeValidSDL: true });
}
