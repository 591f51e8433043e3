// Beside a limit of cost: how many of the same say nothing of cost, and would be missed. In: the question. Out: a line with a link, or nothing.
import { Plural } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { WithoutCost } from "./operations.js";
import type { Asked } from "./asked.js";
import { ONLY_ITSELF, type Question } from "./question.js";

/** The line. Only practices and projects have a cost to state. */
export function CostUnstated({
  asked: { text, filter },
  question,
}: {
  readonly asked: Asked;
  readonly question: Question;
}) {
  const { costAtMost, types, ...rest } = filter;
  const isAsked = costAtMost !== undefined;
  const unstated = { ...rest, statesCost: false, types: types ?? (["PRACTICE", "PROJECT"] as const) };
  const query = useAsk(WithoutCost, { text, filter: unstated }, { enabled: isAsked });
  const total = query.data?.data.search?.totalCount ?? 0;
  if (!isAsked || total === 0) return null;
  const { cost: _limit, ...others } = question;
  return (
    <p className="notice">
      <Link
        to="/find"
        activeOptions={ONLY_ITSELF}
        search={{
          ...others,
          q: text,
          cost: "none",
          type: ["PRACTICE", "PROJECT"],
          setting: [...(filter.settings ?? [])],
        }}
      >
        <Plural value={total} one="# more states no cost" other="# more state no cost" />
      </Link>
    </p>
  );
}
