// The program that plans. The planner is Rust, and a panic in it ends the process it runs in: here that is only this one.
// In: messages from the gateway: supergraphs under a number, texts to plan. Out: plans, or what is wrong.
import { QueryPlanner } from "@graphql-hive/router-query-planner";
import type { PlannerAnswer, PlannerQuestion } from "./planner-messages.js";

const MOST_SUPERGRAPHS = 8;
const NO_LABELS = new Set<string>();
const planners = new Map<number, QueryPlanner>();

function answer(question: PlannerQuestion): PlannerAnswer {
  const { id, supergraph, text, operation } = question;
  let planner = planners.get(supergraph);
  if (planner === undefined) {
    if (text === null) return { id, unknownSupergraph: true };
    planners.set(supergraph, (planner = new QueryPlanner(text)));
    const [oldest] = planners.keys();
    if (planners.size > MOST_SUPERGRAPHS && oldest !== undefined) planners.delete(oldest);
  }
  return { id, node: planner.plan(operation, null, NO_LABELS, 0).node ?? null };
}

process.on("message", (question: PlannerQuestion) => {
  let reply: PlannerAnswer;
  try {
    reply = answer(question);
  } catch (error) {
    reply = { id: question.id, fault: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(reply);
});
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined); // of a terminal, to everyone: the gateway says when
