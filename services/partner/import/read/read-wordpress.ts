// WordPress posts as rows. In: what `/wp-json/wp/v2/<type>` answers. Out: one plain object per post, in the columns of the
// table format, as a line of JSON would be; fields that the site's own plug-ins add (`acf`, `meta`) are columns of their names.
import { htmlToText } from "./html-text.js";

/** A post as a row: texts, and what plug-ins added as it is. */
export type PostRow = Readonly<Record<string, unknown>>;

/** The rows of posts, one each, in their order; whoever checks rows says what is missing. Never throws. */
export function readWordPress(posts: readonly unknown[]): PostRow[] {
  return posts.map((post) => (isObject(post) ? readPost(post) : {}));
}

function readPost(post: Readonly<Record<string, unknown>>): PostRow {
  const cells = new Map<string, unknown>();
  for (const fields of [post["meta"], post["acf"]])
    if (isObject(fields)) for (const [name, value] of Object.entries(fields)) cells.set(name, plainValue(value));
  const own: readonly (readonly [string, string])[] = [
    ["id", typeof post["id"] === "number" ? String(post["id"]) : textOf(post["slug"])],
    ["name", rendered(post["title"])],
    ["summary", withoutMore(rendered(post["excerpt"]))],
    ["description", rendered(post["content"])],
    ["url", textOf(post["link"])],
    ["language", textOf(post["lang"])],
    ["createdAt", utc(post["date_gmt"])],
    ["updatedAt", utc(post["modified_gmt"])],
  ];
  for (const [column, text] of own) if (text !== "") cells.set(column, text);
  return Object.fromEntries([...cells].filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function rendered(value: unknown): string {
  return htmlToText(isObject(value) ? textOf(value["rendered"]) : textOf(value));
}

/** Themes end an excerpt that they cut with `[…]`. */
function withoutMore(text: string): string {
  return text.replace(/\s*\[(?:…|\.\.\.)\]$/, "…");
}

/** WordPress gives these times without their zone, which is UTC; for drafts all are zero. */
function utc(value: unknown): string {
  const time = textOf(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time) && !time.startsWith("0000") ? `${time}Z` : "";
}

/** A plug-in's field without mark-up; false is how ACF says that a field is empty. */
function plainValue(value: unknown): unknown {
  if (value === false) return null;
  if (typeof value === "string") return /[<&]/.test(value) ? htmlToText(value) : value;
  if (!Array.isArray(value)) return value;
  const texts = value.map(plainItem).filter((item) => item !== "");
  return texts.length === 0 ? null : texts;
}

/** An item of a list: of a related post its id or title is what can be read as a cell. */
function plainItem(item: unknown): unknown {
  if (!isObject(item)) return plainValue(item) ?? "";
  return item["ID"] ?? item["id"] ?? item["name"] ?? item["title"] ?? "";
}
