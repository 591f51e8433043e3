// What others say of a practice that they know. In: reviews. Out: a section, or nothing.
import { Trans } from "@lingui/react/macro";
import { When } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Prose } from "../ui/text.js";
import type { PracticeShown } from "./shown.js";

type Review = NonNullable<PracticeShown["reviews"]>[number];

/** The section. */
export function ReviewList({ reviews }: { readonly reviews: readonly Review[] | null }) {
  const labels = useLabels();
  if (reviews === null || reviews.length === 0) return null;
  return (
    <Section title={<Trans>Reviews</Trans>}>
      <ul className="cards">
        {reviews.map(({ id, by, scores, text, createdAt }) => (
          <li key={id} className="card">
            <p className="card-kicker">
              {by !== null && <RecordLink id={by.id}>{by.name}</RecordLink>} <When at={createdAt} />
            </p>
            <Prose text={text} />
            <p className="hint">
              {scores.map(({ criterion, score }) => `${labels.criterion[criterion]} ${score}/5`).join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
