// Short messages about what was just done. In: `say`, from anywhere. Out: a region that is read out, each message until it is dismissed
// or a while has passed.
import { useLingui } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";

interface Said {
  readonly id: number;
  readonly text: string;
  readonly isBad?: boolean;
}

const STAYS_MS = 8_000;
const BAD_STAYS_MS = 20_000;

let messages: readonly Said[] = [];
let last = 0;
const watchers = new Set<() => void>();

function show(next: readonly Said[]): void {
  messages = next;
  for (const changed of watchers) changed();
}

/** Says something. */
export function say(said: Omit<Said, "id">): void {
  const id = ++last;
  show([...messages.slice(-2), { ...said, id }]);
  setTimeout(() => unsay(id), said.isBad === true ? BAD_STAYS_MS : STAYS_MS);
}

function unsay(id: number): void {
  show(messages.filter((each) => each.id !== id));
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Where it is shown; above dialogs too, which hide all else: that is where a refusal is said while its form is open. */
export function SaidRegion() {
  const { t } = useLingui();
  const shown = useSyncExternalStore(watch, () => messages);
  return (
    <div className="said" role="log" aria-live="polite" aria-label={t`Messages`} data-react-aria-top-layer="true">
      {shown.map(({ id, text, isBad }) => (
        <div key={id} className={isBad === true ? "said-one said-bad" : "said-one"}>
          <p>{text}</p>
          <button type="button" className="icon" onClick={() => unsay(id)} aria-label={t`Dismiss`}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </div>
  );
}
