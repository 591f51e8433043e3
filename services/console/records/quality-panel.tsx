// How good a practice is known to be, why, and what would raise it. In: what the hub computed. Out: a panel.
import { Trans } from "@lingui/react/macro";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";

const LEVELS = ["SHARED", "EMERGING", "PROMISING", "LEADING", "BEST"] as const;

interface QualityPanelProps {
  readonly quality: {
    readonly level: (typeof LEVELS)[number];
    readonly because: readonly string[];
    readonly missing: readonly string[];
    readonly validUntil: string | null;
  } | null;
}

/** The panel. */
export function QualityPanel({ quality }: QualityPanelProps) {
  const labels = useLabels();
  const formats = useFormats();
  if (quality === null) return null;
  const { level, because, missing, validUntil } = quality;
  return (
    <section>
      <h2>
        <Trans>How sure it is</Trans>
      </h2>
      <ol className="ladder" aria-hidden="true">
        {LEVELS.map((each) => (
          <li key={each} data-reached={LEVELS.indexOf(each) <= LEVELS.indexOf(level)} />
        ))}
      </ol>
      <p>
        <strong>{labels.quality[level]}</strong>{" "}
        <span className="hint">
          <Trans>level {LEVELS.indexOf(level) + 1} of 5</Trans>
        </span>
      </p>
      <ul className="bullets">
        {because.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {missing.length > 0 && (
        <details>
          <summary>
            <Trans>What would raise it</Trans>
          </summary>
          <ul className="bullets">
            {missing.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
      {validUntil !== null && (
        <p className="hint">
          <Trans>Until {formats.day(validUntil)}, if nothing new is said.</Trans>
        </p>
      )}
    </section>
  );
}
