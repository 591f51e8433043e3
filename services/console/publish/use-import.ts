// Importing a table: sent, rehearsed, done. In: a file, and how it is meant. Out: how far it is, and what came of it.
import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, AskError } from "../graph/ask.js";
import { useErrorText } from "../graph/error-text.js";
import { say } from "../ui/said.js";
import { ImportTable, type ImportRows, type ReportShownFragment } from "./operations.js";
import { sendFile } from "./send-file.js";

/** How a table is meant. */
export interface Meant {
  readonly rows: ImportRows;
  readonly type: string | null;
}

export type Stage =
  | { readonly is: "choosing" }
  | { readonly is: "sending"; readonly name: string; readonly part: number }
  | { readonly is: "reading"; readonly name: string }
  | { readonly is: "preview"; readonly name: string; readonly source: string; readonly report: ReportShownFragment }
  | { readonly is: "importing"; readonly name: string }
  | { readonly is: "done"; readonly report: ReportShownFragment };

interface Wish extends Meant {
  readonly source: string;
  readonly dryRun: boolean;
  readonly confirmDeleted: number | null;
}

/** The steps. `choose` takes a file, `again` rehearses it in another way, `confirm` imports it. */
export function useImport(partner: string) {
  const [stage, setStage] = useState<Stage>({ is: "choosing" });
  const attempt = useAttempt(setStage);
  const client = useQueryClient();
  const run = useRun(partner);
  const preview = async (name: string, source: string, meant: Meant): Promise<void> => {
    setStage({ is: "reading", name });
    const report = await run({ ...meant, source, dryRun: true, confirmDeleted: null });
    setStage({ is: "preview", name, source, report });
  };
  const choose = (file: File, meant: Meant): void =>
    attempt(async () => {
      const onProgress = (part: number): void => setStage({ is: "sending", name: file.name, part });
      onProgress(0);
      await preview(file.name, await sendFile({ partner, file, onProgress }), meant);
    });
  const again = (meant: Meant): void => {
    if (stage.is === "preview") attempt(() => preview(stage.name, stage.source, meant));
  };
  const confirm = (meant: Meant, confirmDeleted: number | null): void => {
    if (stage.is !== "preview") return;
    const { name, source } = stage;
    attempt(async () => {
      setStage({ is: "importing", name });
      const report = await run({ ...meant, source, dryRun: false, confirmDeleted });
      setStage(report.stopped ? { is: "preview", name, source, report } : { is: "done", report });
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    });
  };
  return { stage, choose, again, confirm, begin: () => setStage({ is: "choosing" }) };
}

/** Does it; says what went wrong, and begins again. */
function useAttempt(setStage: (stage: Stage) => void): (work: () => Promise<void>) => void {
  const errorText = useErrorText();
  return (work) => {
    work().catch((error: unknown) => {
      say({ text: errorText(error), isBad: true });
      setStage({ is: "choosing" });
    });
  };
}

function useRun(partner: string): (wish: Wish) => Promise<ReportShownFragment> {
  const { t } = useLingui();
  return async (wish) => {
    const { data, errors } = await ask(ImportTable, { partner, ...wish });
    if (data.importTable !== null) return data.importTable;
    const [error] = errors;
    throw new AskError(error?.extensions?.code ?? "BAD_USER_INPUT", error?.message ?? t`The hub did not answer.`);
  };
}
