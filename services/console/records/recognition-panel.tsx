// What somebody gave the network, and who used it. In: recognition. Out: a panel, or nothing.
import { Plural, Trans } from "@lingui/react/macro";
import { useFormats } from "../ui/dates.js";

interface RecognitionPanelProps {
  readonly recognition: {
    readonly practicesShared: number;
    readonly adoptionsByOthers: number;
    readonly answersAccepted: number;
    readonly reviewsGiven: number;
    readonly eventsGiven: number;
    readonly exchanges: number;
    readonly badges: ReadonlyArray<{ readonly name: string; readonly since: string; readonly because: string }>;
  } | null;
}

/** The panel. Nothing where nothing was given yet: nobody is shown a row of zeros. */
export function RecognitionPanel({ recognition }: RecognitionPanelProps) {
  const formats = useFormats();
  if (recognition === null) return null;
  const { practicesShared, adoptionsByOthers, answersAccepted, reviewsGiven, eventsGiven, exchanges, badges } =
    recognition;
  const given = [
    [practicesShared, <Plural key="p" value={practicesShared} one="# practice shared" other="# practices shared" />],
    [
      adoptionsByOthers,
      <Plural key="a" value={adoptionsByOthers} one="used once by others" other="used # times by others" />,
    ],
    [answersAccepted, <Plural key="q" value={answersAccepted} one="# answer accepted" other="# answers accepted" />],
    [reviewsGiven, <Plural key="r" value={reviewsGiven} one="# review given" other="# reviews given" />],
    [eventsGiven, <Plural key="e" value={eventsGiven} one="# event given" other="# events given" />],
    [exchanges, <Plural key="x" value={exchanges} one="# exchange" other="# exchanges" />],
  ] as const;
  const shown = given.filter(([count]) => count > 0);
  if (shown.length === 0 && badges.length === 0) return null;
  return (
    <section>
      <h2>
        <Trans>Given to the network</Trans>
      </h2>
      <ul className="bullets">
        {shown.map(([, text], at) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
      {badges.length > 0 && (
        <ul className="badges">
          {badges.map(({ name, since, because }) => (
            <li key={name}>
              <span className="pill pill-good">{name}</span>{" "}
              <span className="hint">
                {because} <Trans>(since {formats.day(since)})</Trans>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
