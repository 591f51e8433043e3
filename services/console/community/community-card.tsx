// A community in a list: what it is about, who is there, when something was last said. In: a community. Out: a card.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { OtherLanguage } from "../ui/hit-card.js";
import { When } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import type { CommunitiesQuery } from "./operations.js";

type Community = NonNullable<CommunitiesQuery["communities"]>["edges"][number]["node"];

/** The card. */
export function CommunityCard({ community }: { readonly community: Community }) {
  const labels = useLabels();
  const { id, name, summary, language, visibility, memberCount, topics, discussions } = community;
  return (
    <div className="card">
      <p className="card-kicker">
        <span>
          <Plural value={memberCount} one="# member" other="# members" />
        </span>
        <span>{labels.communityVisibility[visibility]}</span>
        <OtherLanguage tag={language} />
      </p>
      <h2 className="card-title">
        <RecordLink id={id} language={language}>
          {name}
        </RecordLink>
      </h2>
      {summary !== null && (
        <p className="card-text" dir="auto" lang={language}>
          {plainText(summary)}
        </p>
      )}
      <TopicTags topics={topics} />
      <LastSaid discussions={discussions} visibility={visibility} />
    </div>
  );
}

function LastSaid({ discussions, visibility }: Pick<Community, "discussions" | "visibility">) {
  const { t } = useLingui();
  const last = discussions.edges[0]?.node;
  if (last === undefined)
    return (
      <p className="hint">
        {visibility === "MEMBERS" ? t`What is said here is for its members.` : t`Nothing has been said here yet.`}
      </p>
    );
  return (
    <p className="hint">
      <Trans>
        Last: <RecordLink id={last.id}>{last.title}</RecordLink>, <When at={last.updatedAt} />
      </Trans>
    </p>
  );
}
