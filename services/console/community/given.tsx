// What somebody gave, in figures and badges. In: recognition. Out: facts in words, badges with their reasons.
import { Plural, Trans } from "@lingui/react/macro";
import { Award } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats } from "../ui/dates.js";
import type { GivenFragment } from "./operations.js";

interface GivenProps {
  readonly given: GivenFragment;
  /** Only what there is, as a line. */
  readonly isShort?: boolean;
}

/** The figures. */
export function GivenFigures({ given, isShort = false }: GivenProps) {
  const { practicesShared, adoptionsByOthers, answersAccepted, reviewsGiven, eventsGiven, exchanges } = given;
  const figures: ReadonlyArray<readonly [number, ReactNode]> = [
    [practicesShared, <Plural key="p" value={practicesShared} one="practice shared" other="practices shared" />],
    [
      adoptionsByOthers,
      <Plural key="a" value={adoptionsByOthers} one="use of them by others" other="uses of them by others" />,
    ],
    [answersAccepted, <Plural key="w" value={answersAccepted} one="answer accepted" other="answers accepted" />],
    [reviewsGiven, <Plural key="r" value={reviewsGiven} one="review given" other="reviews given" />],
    [eventsGiven, <Plural key="e" value={eventsGiven} one="event given" other="events given" />],
    [exchanges, <Plural key="x" value={exchanges} one="exchange carried out" other="exchanges carried out" />],
  ];
  const shown = isShort ? figures.filter(([count]) => count > 0) : figures;
  if (isShort)
    return (
      <ul className="card-kicker">
        {shown.map(([count, words], at) => (
          <li key={at}>
            <strong>{count}</strong> {words}
          </li>
        ))}
      </ul>
    );
  return (
    <dl className="given">
      {shown.map(([count, words], at) => (
        <div key={at}>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The badges, each with what it is for. */
export function Badges({ badges }: Pick<GivenFragment, "badges">) {
  const formats = useFormats();
  if (badges.length === 0) return null;
  return (
    <ul className="badges">
      {badges.map(({ name, since, because }) => (
        <li key={name}>
          <Award aria-hidden="true" /> <strong>{name}</strong>{" "}
          <span className="hint">
            {because} <Trans>Since {formats.day(since)}.</Trans>
          </span>
        </li>
      ))}
    </ul>
  );
}
