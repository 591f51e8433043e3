// The communities of practice of the network. In: words. Out: those that fit, and the way to start one.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Empty } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { rowsOfCommunities } from "./exported.js";
import { CommunityCard } from "./community-card.js";
import { Communities } from "./operations.js";
import { nextOf, Paged } from "../ui/paged.js";
import { StartCommunity } from "./start-community.js";
import { TakePart } from "./take-part.js";
import { TextFilter } from "./text-filter.js";

/** The page. */
export function CommunitiesPage() {
  const { t } = useLingui();
  const { q = "" } = useSearch({ from: "/communities" });
  const navigate = useNavigate();
  return (
    <TakePart>
      <Page
        title={t`Communities of practice`}
        lead={<Trans>Associations that work on the same thing, and tell each other how it goes.</Trans>}
        actions={<StartCommunity />}
      >
        <TextFilter
          label={t`Search the communities`}
          value={q}
          onSearch={(text) => void navigate({ to: "/communities", search: text === "" ? {} : { q: text } })}
        />
        <Paged
          document={Communities}
          variables={{ text: q === "" ? null : q }}
          next={(data) => nextOf(data.communities)}
          exported={{ name: "communities", rowsOf: rowsOfCommunities }}
        >
          {({ communities }, isFirst) => (
            <>
              {isFirst && <Count total={communities?.totalCount ?? 0} />}
              {communities?.totalCount === 0 ? <NoCommunities q={q} /> : null}
              <ul className="cards-grid">
                {communities?.edges.map(({ node }) => (
                  <li key={node.id}>
                    <CommunityCard community={node} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Paged>
      </Page>
    </TakePart>
  );
}

function Count({ total }: { readonly total: number }) {
  return (
    <p role="status" className="hint">
      <Plural value={total} one="# community" other="# communities" />
    </p>
  );
}

function NoCommunities({ q }: { readonly q: string }) {
  return (
    <Empty>
      {q === "" ? (
        <Trans>There is no community yet. Start the first one: two associations and a topic are enough.</Trans>
      ) : (
        <Trans>No community has these words. Try others, or start the one that is missing.</Trans>
      )}
    </Empty>
  );
}
