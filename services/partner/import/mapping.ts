// Mappings: how a register's own columns become the flat format. In: a JSON file. Out: for each row, its cells in the
// flat format. A mapping only rearranges text; what it makes is then read and checked like any other row.
// The language is described in mappings/README.md.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { topicForNotation } from "../../../schema/topics.js";
import type { Cells } from "./read-row.js";

type Expression =
  | string
  | { readonly text: string }
  | { readonly first: readonly Expression[] }
  | { readonly join: readonly Expression[]; readonly with?: string | undefined }
  | ColumnExpression;

interface ColumnExpression {
  readonly column: string;
  readonly match?: string | undefined;
  readonly as?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly notation?: string | undefined;
  readonly family?: number | undefined;
  readonly case?: "lower" | "upper" | undefined;
}

const EXPRESSION: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ text: z.string() }),
    z.strictObject({ first: z.array(EXPRESSION).min(1) }),
    z.strictObject({ join: z.array(EXPRESSION).min(1), with: z.string().optional() }),
    z.strictObject({
      column: z.string(),
      match: z.string().refine(isPattern, "not a regular expression").optional(),
      as: z.string().optional(),
      values: z.record(z.string(), z.string()).optional(),
      notation: z.string().optional(),
      family: z.number().int().positive().optional(),
      case: z.enum(["lower", "upper"]).optional(),
    }),
  ]),
);

const MAPPING = z.strictObject({
  about: z.string(),
  separator: z.string().length(1).default(","),
  empty: z.array(z.string()).default([]),
  columns: z.record(z.string(), EXPRESSION),
});

/** A mapping that was read and checked. */
export interface Mapping {
  readonly separator: string;
  /** The columns of the register that must be there: those that make up a row's identity. */
  readonly required: readonly string[];
  /** The row in the flat format. */
  apply(cells: Cells): Cells;
  /** The register's columns that a column of the flat format is made of, for messages. */
  sourceOf(column: string): string;
}

const FOLDER = join(PROJECT_ROOT, "services", "partner", "import", "mappings");

/** Reads a mapping: one that ships, by its name (`rna`), or a file. Throws an Error that says what is wrong with it. */
export function readMapping(nameOrPath: string): Mapping {
  const shipped = join(FOLDER, `${nameOrPath}.json`);
  const path = /^[a-z0-9-]+$/.test(nameOrPath) && existsSync(shipped) ? shipped : nameOrPath;
  if (!existsSync(path))
    throw new Error(`There is no mapping ${nameOrPath}: expected the name of one that ships or a file.`);
  const parsed = MAPPING.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`The mapping ${path} is not one: ${z.prettifyError(parsed.error)}`);
  const { separator, empty, columns } = parsed.data;
  const evaluate = evaluator(new Set(empty));
  return {
    separator,
    required: ["partner", "type", "id", "name"].flatMap((column) => sourcesOf(columns[column] ?? "")),
    apply(cells) {
      const made = Object.entries(columns).map(
        ([column, expression]) => [column, evaluate(expression, cells)] as const,
      );
      return new Map(made.filter(([, value]) => value !== ""));
    },
    sourceOf: (column) => [...new Set(sourcesOf(columns[column] ?? ""))].join(", ") || column,
  };
}

function evaluator(empty: ReadonlySet<string>): (expression: Expression, cells: Cells) => string {
  const patterns = new Map<string, RegExp>();
  const patternOf = (source: string) => {
    const pattern = patterns.get(source) ?? new RegExp(source, "u");
    patterns.set(source, pattern);
    return pattern;
  };
  const textOf = (column: string, cells: Cells) => {
    const value = cells.get(column) ?? "";
    return empty.has(value) ? "" : value;
  };
  const readColumn = (expression: ColumnExpression, cells: Cells): string => {
    const value = textOf(expression.column, cells);
    return value === "" ? "" : transform(value, expression, patternOf);
  };
  const evaluate = (expression: Expression, cells: Cells): string => {
    if (typeof expression === "string") return textOf(expression, cells);
    if ("text" in expression) return expression.text;
    if ("column" in expression) return readColumn(expression, cells);
    const parts = "first" in expression ? expression.first : expression.join;
    const values = parts.map((part) => evaluate(part, cells)).filter((value) => value !== "");
    return "first" in expression ? (values[0] ?? "") : values.join(expression.with ?? "|");
  };
  return evaluate;
}

/** The steps of a column expression, always in this order: match and as, values, notation, case. */
function transform(value: string, step: ColumnExpression, patternOf: (source: string) => RegExp): string {
  let text = value;
  if (step.match !== undefined) {
    const found = patternOf(step.match).exec(text);
    if (found === null) return "";
    text = (step.as ?? "$0").replaceAll(/\$(\d)/g, (_whole, group: string) => found[Number(group)] ?? "");
  }
  if (step.values !== undefined) text = Object.hasOwn(step.values, text) ? (step.values[text] ?? "") : "";
  if (step.notation !== undefined) text = topicOf(text, step.notation, step.family);
  if (step.case === "lower") return text.toLowerCase();
  return step.case === "upper" ? text.toUpperCase() : text;
}

/** The topic of a code, or of its family: the code's first digits, the rest zeros. The code itself when none has it. */
function topicOf(code: string, scheme: string, family: number | undefined): string {
  const familyCode = family === undefined ? code : code.slice(0, family).padEnd(code.length, "0");
  const topic = topicForNotation(scheme, code) ?? topicForNotation(scheme, familyCode);
  return topic?.id ?? `${scheme} ${code}`;
}

function sourcesOf(expression: Expression): string[] {
  if (typeof expression === "string") return expression === "" ? [] : [expression];
  if ("text" in expression) return [];
  if ("column" in expression) return [expression.column];
  return ("first" in expression ? expression.first : expression.join).flatMap(sourcesOf);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false; // the schema says so
  }
}
