// The people who know, before the records: for questions that ask who. In: what is asked. Out: experts with their evidence.
import { Plural, Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { AskIntroduction } from "../ui/ask-introduction.js";
import { Asked as Answered, Empty } from "../ui/asked.js";
import { ExpertCard } from "../ui/expert-card.js";
import { FindPeople } from "./operations.js";
import type { Asked } from "./asked.js";

const FEW = 3;
const MANY = 12;

/** The people. */
export function PeopleFirst({ asked: { text, experts } }: { readonly asked: Asked }) {
  const [size, setSize] = useState(FEW);
  const query = useAsk(FindPeople, { about: text, filter: experts, first: size }, { keeps: true });
  return (
    <section className="section people-first" aria-labelledby="people-first">
      <h2 id="people-first">
        <Trans>People who know</Trans>
      </h2>
      <Answered query={query} rows={FEW}>
        {({ experts: found }) => {
          const people = found?.edges ?? [];
          const rest = (found?.totalCount ?? 0) - people.length;
          if (people.length === 0) return <Nobody />;
          return (
            <>
              <ul className="cards-grid">
                {people.map(({ node }) => (
                  <li key={node.person?.id ?? node.name}>
                    <ExpertCard
                      expert={node}
                      actions={
                        node.person !== null && (
                          <AskIntroduction to={node.person.id} name={node.name} about={text} isSmall />
                        )
                      }
                    />
                  </li>
                ))}
              </ul>
              {rest > 0 && size === FEW && (
                <p className="more">
                  <Button className="button button-small" onPress={() => setSize(MANY)} isPending={query.isFetching}>
                    <Plural value={rest} one="# more person" other="# more people" />
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function Nobody() {
  return (
    <Empty>
      <p>
        <Trans>
          Nobody listed has shown evidence for exactly this. The records below say who wrote them; ask their
          organizations.
        </Trans>
      </p>
    </Empty>
  );
}
