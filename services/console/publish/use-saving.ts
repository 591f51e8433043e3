// Saving a record: first rehearsed, then done. In: its cells. Out: what the hub finds wrong with it, and a function that saves.
import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../graph/ask.js";
import { useErrorText } from "../graph/error-text.js";
import { useAct } from "../graph/use-act.js";
import { say } from "../ui/said.js";
import { placeOfId } from "../ui/record-link.js";
import { SaveRecord, type ReportShownFragment } from "./operations.js";

type Fault = ReportShownFragment["faults"][number];
export type Cell = { readonly column: string; readonly value: string };

/** What the rehearsal found. */
export interface Check {
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
  /** The record that is there already under this name, where a new one was meant. */
  readonly taken: string | null;
}

const NOTHING: Check = { faults: [], notes: [], taken: null };

interface SavingProps {
  readonly partner: string;
  readonly isNew: boolean;
}

export interface Saving {
  readonly check: Check;
  /** What was found stops nothing: saving the same once more does it. */
  readonly isApproved: boolean;
  save(cells: readonly Cell[]): Promise<void>;
}

/** Rehearses, and saves what nothing is wrong with. Warnings are shown first; the same cells once more are saved all the same. */
export function useSaving({ partner, isNew }: SavingProps): Saving {
  const { t } = useLingui();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const [check, setCheck] = useState(NOTHING);
  const [approved, setApproved] = useState("");
  const act = useAct(SaveRecord, { done: t`Saved. Others see it now.` });

  const rehearse = async (cells: readonly Cell[]): Promise<Check | null> => {
    try {
      const { data, errors } = await ask(SaveRecord, { partner, cells, dryRun: true });
      if (data.saveRecord !== null) return checkOf(data.saveRecord, isNew);
      say({ text: errors[0]?.message ?? t`The hub did not answer.`, isBad: true });
    } catch (error) {
      say({ text: errorText(error), isBad: true });
    }
    return null;
  };

  const save = async (cells: readonly Cell[]): Promise<void> => {
    const key = JSON.stringify(cells);
    const found = approved === key ? NOTHING : await rehearse(cells);
    if (found === null) return;
    setCheck(found);
    const isStopped = found.taken !== null || found.faults.some(({ refused }) => refused);
    setApproved(isStopped ? "" : key);
    if (isStopped || found.faults.length > 0) return;
    const saved = (await act.mutateAsync({ partner, cells, dryRun: false })).data.saveRecord?.ids[0];
    if (saved !== undefined) await navigate(placeOfId(saved));
  };
  return { check, isApproved: approved !== "", save };
}

function checkOf({ faults, notes, created, ids }: ReportShownFragment, isNew: boolean): Check {
  const isTaken = isNew && created === 0 && faults.every(({ refused }) => !refused);
  return { faults, notes, taken: isTaken ? (ids[0] ?? null) : null };
}
