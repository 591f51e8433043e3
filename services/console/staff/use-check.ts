// Running the checks against an endpoint, when somebody asks for it. In: an endpoint. Out: whether they are running, and their report.
import { useAct } from "../graph/use-act.js";
import { CheckEndpoint, type CheckEndpointQuery } from "./operations.js";

export type ReportShown = NonNullable<CheckEndpointQuery["checkEndpoint"]>;

/** The checks ask a server dozens of questions: seconds where it is quick, up to a minute where it is not. */
export function useCheck() {
  const act = useAct(CheckEndpoint);
  return {
    run: (question: { readonly endpoint: string; readonly key: string | null }): void => act.mutate(question),
    isRunning: act.isPending,
    report: act.data?.data.checkEndpoint ?? null,
  };
}
