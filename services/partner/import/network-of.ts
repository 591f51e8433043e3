// Which partners some files hold. In: paths. Out: a profile for each value of their `partner` column.
import { completeProfile, type PartnerProfile } from "../partner-profile.js";
import { FaultList, formatFault } from "./import-fault.js";
import { readMapping } from "./mapping.js";
import { surveyTables } from "./survey-tables.js";

export interface NetworkOptions {
  readonly mapping?: string | undefined;
  readonly language?: string;
}

/** The partners of some files, by key. Throws an Error that lists every file that cannot be read. */
export async function networkOf(files: readonly string[], options: NetworkOptions = {}): Promise<PartnerProfile[]> {
  const faults = new FaultList();
  const mapping = options.mapping === undefined ? null : readMapping(options.mapping);
  const survey = await surveyTables(files, { mapping }, faults);
  if (survey.isUnreadable) {
    const refused = faults.faults.filter((fault) => fault.severity === "refused");
    throw new Error(refused.map((fault) => formatFault(fault)).join("\n"));
  }
  const languages = [options.language ?? "en"];
  return survey.partners.map((key) => completeProfile({ key, languages }));
}
