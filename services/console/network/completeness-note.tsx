// Who answered, and what that makes of what is shown. In: an answer's completeness. Out: a sentence; the partners one by one where
// something is missing or remembered.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { Name } from "../ui/text.js";
import { NetworkPartners, type CompleteFragment } from "./operations.js";

type Source = CompleteFragment["sources"][number];

/** The sentence. */
export function CompletenessNote({ completeness }: { readonly completeness: CompleteFragment }) {
  const { expected, sources } = completeness;
  const names = usePartnerNames();
  const remembered = sources.filter(({ status, via }) => status === "ANSWERED" && via === "MIRROR");
  const missing = sources.filter(({ status }) => status !== "ANSWERED" && status !== "SKIPPED");
  if (expected === 0) return null;
  if (remembered.length + missing.length === 0)
    return (
      <p className="hint" role="status">
        <Plural
          value={expected}
          one="The one partner that holds any of this answered just now."
          other="All # partners that hold any of this answered just now."
        />
      </p>
    );
  return (
    <div className={missing.length > 0 ? "notice notice-warn completeness" : "notice completeness"} role="status">
      <p>
        <Headline completeness={completeness} missing={missing.length} />
      </p>
      <ul>
        {missing.map((source) => (
          <MissingLine key={source.partner} source={source} name={names(source.partner)} />
        ))}
        {remembered.map((source) => (
          <RememberedLine key={source.partner} source={source} name={names(source.partner)} />
        ))}
      </ul>
    </div>
  );
}

function Headline({ completeness, missing }: { readonly completeness: CompleteFragment; readonly missing: number }) {
  const { expected, totalIs } = completeness;
  const live = completeness.sources.filter(({ status, via }) => status === "ANSWERED" && via === "LIVE").length;
  return (
    <>
      <Trans>
        {live} of {expected} partners answered just now.
      </Trans>{" "}
      {missing > 0 && totalIs === "AT_LEAST" && <Trans>There is more than is counted here.</Trans>}
      {missing > 0 && totalIs === "ESTIMATED" && <Trans>Totals are estimated.</Trans>}
      {missing === 0 && <Trans>Nothing is missing: the hub remembers what the others published.</Trans>}
    </>
  );
}

interface LineProps {
  readonly source: Source;
  readonly name: string;
}

function MissingLine({ source, name }: LineProps) {
  const why = useWhy()(source.status);
  return (
    <li>
      <Trans>
        <Name>{name}</Name> is missing: {why}.
      </Trans>
    </li>
  );
}

function RememberedLine({ source: { live, asOf }, name }: LineProps) {
  const formats = useFormats();
  const why = useWhy()(live ?? "SKIPPED");
  const since = asOf === null ? "" : formats.time(asOf);
  return (
    <li>
      {live === null ? (
        <Trans>
          <Name>{name}</Name> is shown as the hub remembers it, as of {since}.
        </Trans>
      ) : (
        <Trans>
          <Name>{name}</Name>: {why}; shown as the hub remembers it, as of {since}.
        </Trans>
      )}
    </li>
  );
}

function useWhy(): (status: Source["status"]) => string {
  const { t } = useLingui();
  const words: Readonly<Record<Source["status"], string>> = {
    ANSWERED: t`answered`,
    SKIPPED: t`was not asked`,
    TIMED_OUT: t`did not answer in time`,
    UNREACHABLE: t`could not be reached`,
    REFUSED: t`refused the question`,
    INVALID: t`answered with something that cannot be used`,
    CIRCUIT_OPEN: t`failed several times and is left alone for a moment`,
  };
  return (status) => words[status];
}

/** What partners are called; their key until that is known. */
export function usePartnerNames(): (key: string) => string {
  const query = useAsk(NetworkPartners, {});
  const names = new Map(query.data?.data.partners?.map(({ key, name }) => [key, name]));
  return (key) => names.get(key) ?? key;
}
