// The bar below the answer: who answered, what went wrong, how long it took, in words. In: what happened to the last question. Out: text,
// read out when it changes. Whatever partners say is text.
import type { Told } from "./fetcher.js";
import { reportOf, type ListReport, type Report, type Source, type Work } from "./report.js";
import type { Language, Words } from "./words.js";

interface BarUse {
  readonly told: Told;
  readonly words: Words;
  readonly language: Language;
}

/** The bar. */
export function AnswerBar({ told, words, language }: BarUse) {
  return (
    <section className="answer" aria-label={words.lastAnswer} tabIndex={0}>
      <div role="status">
        <Said told={told} words={words} language={language} />
      </div>
    </section>
  );
}

function Said({ told, words, language }: BarUse) {
  if (told.is === "nothing") return <p>{words.notAsked}</p>;
  if (told.is === "waiting") return <p>{words.waiting}</p>;
  if (told.is === "unreachable") return <p className="bad">{words.stopped}</p>;
  const report = reportOf(told.answer);
  const took = told.is === "streaming" ? words.event(told.events) : words.took(durationOf(told.tookMs, language));
  return (
    <>
      {report.lists.map((list) => (
        <List key={list.path} list={list} words={words} language={language} />
      ))}
      {report.errors.map(({ code, where }, at) => (
        <p className="bad" key={at}>
          {words.failed(code, where)}
        </p>
      ))}
      <p className="took">{[took, workText(report, words, language)].filter((text) => text !== "").join(" ")}</p>
      {report.lists.length === 0 && report.hasData && <p className="hint">{words.noCompleteness}</p>}
    </>
  );
}

function List({ list, words, language }: { list: ListReport; words: Words; language: Language }) {
  const { path, expected, answered, isPartial, totalIs, away } = list;
  const isWhole = !isPartial && away.length === 0;
  const counted = expected === null || answered === null ? "" : words.answered(answered, expected);
  const sources = away.map((source) => sourceText(source, words, language));
  const sentence = [counted, ...sources].filter((text) => text !== "").join(words.further);
  const total = Object.hasOwn(words.totalIs, totalIs ?? "") ? words.totalIs[totalIs as keyof Words["totalIs"]] : ""; // it has it
  return (
    <p className={isWhole ? "good" : "warn"}>
      {path !== "" && <code>{path}</code>}{" "}
      {[sentence === "" ? "" : `${sentence}.`, isPartial ? words.isPartial : "", total]
        .filter((text) => text !== "")
        .join(" ")}
    </p>
  );
}

function sourceText({ partner, status, via, live, reason, asOf }: Source, words: Words, language: Language): string {
  const failure = via === "MIRROR" ? live : status;
  const said = [
    failure === null || failure === "ANSWERED" || failure === "" ? "" : statusText(failure, words),
    via === "MIRROR" ? words.fromMirror(timeOf(asOf, language)) : "",
    reason === null ? "" : `(${reason.replace(/\.$/, "")})`,
  ];
  return `${partner}: ${said
    .filter((text) => text !== "")
    .join(", ")
    .replace(", (", " (")}`;
}

function statusText(status: string, words: Words): string {
  return Object.hasOwn(words.status, status) ? words.status[status as keyof Words["status"]] : status; // it has it
}

function workText({ work }: Report, words: Words, language: Language): string {
  if (work === null) return "";
  if (work.requests === 0) return words.noTraffic;
  return `${words.work(work.requests, work.rows)} (${words.traffic(sizeOf(work, language), work.waves)}).`;
}

function sizeOf({ bytes }: Work, language: Language): string {
  const kilobytes = new Intl.NumberFormat(language, { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 });
  return kilobytes.format(bytes / 1_000);
}

function durationOf(ms: number, language: Language): string {
  const [unit, value] = ms < 1_000 ? (["millisecond", Math.round(ms)] as const) : (["second", ms / 1_000] as const);
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** A time of today as a time, another with its day. */
function timeOf(text: string | null, language: Language): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  if (Number.isNaN(at)) return null;
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    ...(isToday ? {} : { dateStyle: "medium" }),
    timeStyle: "short",
  }).format(at);
}
