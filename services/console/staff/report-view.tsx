// What the checks say of a server: what failed, what was expected, what came, how to mend it; in words that can be sent. In: a report.
// Out: the report.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { plainText } from "../ui/text.js";
import { MailLink } from "./advice-list.js";
import { CopyButton } from "../ui/copy.js";
import type { ReportShown } from "./use-check.js";
import { useStaffWords } from "./words.js";

type Check = ReportShown["checks"][number];

interface ReportProps {
  readonly report: ReportShown;
  readonly name: string;
  readonly contactEmail?: string | null;
}

/** The report. */
export function ReportView({ report: { passed, level, checks }, name, contactEmail = null }: ReportProps) {
  const words = useStaffWords();
  const failed = checks.filter((check) => !check.passed);
  return (
    <div className="report" role="status">
      <p>
        {passed ? (
          <span className="pill pill-good">
            <Trans>The checks are passed</Trans>
          </span>
        ) : (
          <span className="pill pill-bad">
            <Trans>The checks are not passed yet</Trans>
          </span>
        )}{" "}
        {level !== null && <Trans>Level reached: {words.level[level] ?? level}.</Trans>}
      </p>
      {failed.length > 0 && (
        <>
          <ul className="checks">
            {failed.map((check) => (
              <li key={check.name}>
                <FailedCheck check={check} />
              </li>
            ))}
          </ul>
          <Letter failed={failed} name={plainText(name)} contactEmail={contactEmail} />
        </>
      )}
      <PassedChecks checks={checks} />
    </div>
  );
}

interface LetterProps {
  readonly failed: readonly Check[];
  readonly name: string;
  readonly contactEmail: string | null;
}

function Letter({ failed, name, contactEmail }: LetterProps) {
  const { t } = useLingui();
  const letter = useLetter(failed);
  return (
    <p className="staff-acts">
      <CopyButton text={letter} label={t`what to mend, for ${name}`} />
      {contactEmail !== null && (
        <MailLink to={contactEmail} subject={t`Your request to join`} text={letter} name={name} />
      )}
    </p>
  );
}

function FailedCheck({ check: { name, severity, expected, got, fix } }: { readonly check: Check }) {
  return (
    <>
      <p>
        {severity === "ERROR" ? (
          <span className="pill pill-bad">
            <Trans>Must be mended</Trans>
          </span>
        ) : (
          <span className="pill pill-warn">
            <Trans>Should be mended</Trans>
          </span>
        )}{" "}
        <code>{name}</code>
      </p>
      <dl className="check-facts">
        <dt>
          <Trans>Expected</Trans>
        </dt>
        <dd>{plainText(expected)}</dd>
        {got !== null && (
          <>
            <dt>
              <Trans>Got</Trans>
            </dt>
            <dd dir="auto">{plainText(got)}</dd>
          </>
        )}
        {fix !== null && (
          <>
            <dt>
              <Trans>How to mend it</Trans>
            </dt>
            <dd>{plainText(fix)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function PassedChecks({ checks }: { readonly checks: readonly Check[] }) {
  const passed = checks.filter((check) => check.passed);
  if (passed.length === 0) return null;
  return (
    <details>
      <summary>
        <Plural value={passed.length} one="# check is passed" other="# checks are passed" />
      </summary>
      <ul className="checks-passed">
        {passed.map(({ name, expected }) => (
          <li key={name}>
            <code>{name}</code> {plainText(expected)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What to mend, as a letter. */
function useLetter(failed: readonly Check[]): string {
  const { t } = useLingui();
  const lines = failed.map(({ name, expected, got, fix }) => {
    const parts = [
      t`Expected: ${expected}`,
      ...(got === null ? [] : [t`Got: ${got}`]),
      ...(fix === null ? [] : [t`How to mend it: ${fix}`]),
    ];
    return [`- ${name}`, ...parts.map((part) => `  ${part}`)].join("\n");
  });
  return plainText([t`The hub looked at your server. This is still to be mended:`, ...lines].join("\n\n"));
}

/** Says that the checks are running: they take a while where a server is slow. */
export function CheckProgress({ isRunning }: { readonly isRunning: boolean }) {
  return (
    <p role="status" className="hint">
      {isRunning && (
        <Trans>
          The checks are asking the server dozens of questions. This takes seconds, up to a minute where it is slow …
        </Trans>
      )}
    </p>
  );
}
