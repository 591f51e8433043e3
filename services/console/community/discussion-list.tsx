// The discussions of a community, those first in which something was said last. In: the community. Out: a list.
import { Plural, Trans } from "@lingui/react/macro";
import { Check } from "lucide-react";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { OtherLanguage } from "../ui/hit-card.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";
import { DiscussionsOf, type DiscussionsOfQuery } from "./operations.js";
import { nextOf, Paged } from "../ui/paged.js";

type Discussion = NonNullable<DiscussionsOfQuery["community"]>["discussions"]["edges"][number]["node"];

interface DiscussionListProps {
  readonly community: string;
  readonly isMember: boolean;
}

/** The list. */
export function DiscussionList({ community: id, isMember }: DiscussionListProps) {
  return (
    <Paged document={DiscussionsOf} variables={{ id }} next={(data) => nextOf(data.community?.discussions)}>
      {({ community }) =>
        community?.discussions.totalCount === 0 ? (
          <Empty>
            {isMember ? (
              <Trans>Nothing has been said yet. Begin: what would you like to know from the others?</Trans>
            ) : (
              <Trans>Nothing has been said yet. Join, and begin.</Trans>
            )}
          </Empty>
        ) : (
          <ul className="cards">
            {community?.discussions.edges.map(({ node }) => (
              <li key={node.id}>
                <DiscussionCard discussion={node} />
              </li>
            ))}
          </ul>
        )
      }
    </Paged>
  );
}

function DiscussionCard({ discussion }: { readonly discussion: Discussion }) {
  const { id, title, language, postCount, updatedAt, startedBy, acceptedAnswer } = discussion;
  return (
    <div className="card">
      <h3>
        <RecordLink id={id} language={language}>
          {title}
        </RecordLink>
      </h3>
      <p className="card-kicker">
        {startedBy !== null && <Name>{startedBy.name}</Name>}
        <span>
          <Plural value={postCount} one="# post" other="# posts" />
        </span>
        <span>
          <Trans>
            active <When at={updatedAt} />
          </Trans>
        </span>
        <OtherLanguage tag={language} />
        {acceptedAnswer !== null && (
          <span className="pill pill-good">
            <Check aria-hidden="true" />
            <Trans>Has an accepted answer</Trans>
          </span>
        )}
      </p>
    </div>
  );
}
