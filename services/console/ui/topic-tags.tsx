// The topics of a record, as links. In: topics. Out: a list of tags.
import { useLingui } from "@lingui/react/macro";
import { RecordLink } from "./record-link.js";

interface TopicTagsProps {
  readonly topics: ReadonlyArray<{ readonly id: string; readonly label: string | null }>;
}

/** The tags. Topics that the thesaurus does not know are left out. */
export function TopicTags({ topics }: TopicTagsProps) {
  const { t } = useLingui();
  const known = topics.filter(({ label }) => label !== null);
  if (known.length === 0) return null;
  return (
    <ul className="tags" aria-label={t`Topics`}>
      {known.map(({ id, label }) => (
        <li key={id}>
          <RecordLink id={id}>{label}</RecordLink>
        </li>
      ))}
    </ul>
  );
}
