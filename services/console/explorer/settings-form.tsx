// What the reader chooses before they ask: language, freshness, access key. In: the choices. Out: fields, by keyboard and by ear.
import { useEffect, useState } from "react";
import { currentSession } from "./session.js";
import { FRESHNESS, type Freshness, type Settings } from "./settings.js";
import { LANGUAGES, type Language, type Words } from "./words.js";

interface FormUse {
  readonly settings: Settings;
  readonly change: (changed: Partial<Settings>) => void;
  readonly words: Words;
}

/** The fields. */
export function SettingsForm({ settings, change, words }: FormUse) {
  const freshness: Readonly<Record<Freshness, string>> = {
    auto: words.freshnessAuto,
    live: words.freshnessLive,
    mirror: words.freshnessMirror,
  };
  return (
    <form className="settings" onSubmit={(event) => event.preventDefault()} autoComplete="off">
      <KeyField settings={settings} change={change} words={words} />
      <Choice
        label={words.freshness}
        value={settings.freshness}
        options={FRESHNESS.map((each) => [each, freshness[each]])}
        choose={(value) => change({ freshness: value as Freshness })} // one of the options
      />
      <Choice
        label={words.language}
        value={settings.language}
        options={Object.entries(LANGUAGES)}
        choose={(value) => change({ language: value as Language })} // one of the options
      />
    </form>
  );
}

interface ChoiceUse {
  readonly label: string;
  readonly value: string;
  readonly options: ReadonlyArray<readonly [value: string, text: string]>;
  readonly choose: (value: string) => void;
}

function Choice({ label, value, options, choose }: ChoiceUse) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => choose(target.value)}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function KeyField({ settings, change, words }: FormUse) {
  const [isShown, setShown] = useState(false);
  const member = useMember();
  const without = member === null ? words.asAnybody : words.asMember(member);
  return (
    <div className="field key">
      <label htmlFor="key">{words.key}</label>
      <div className="with-button">
        <input
          id="key"
          type={isShown ? "text" : "password"}
          value={settings.key}
          placeholder="mlg_…"
          autoComplete="off"
          spellCheck={false}
          aria-describedby="key-hint"
          onChange={({ target }) => change({ key: target.value.trim() })}
        />
        <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? words.hideKey : words.showKey}
        </button>
      </div>
      <small id="key-hint">{settings.key === "" ? without : words.keyHint}</small>
    </div>
  );
}

/** The name of who is signed in; null for nobody, and until it is known. */
function useMember(): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => void currentSession().then((session) => setName(session.name)), []);
  return name;
}
