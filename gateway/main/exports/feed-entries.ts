// Feeds: Atom (RFC 4287) and JSON Feed 1.1. In: entries, the latest first. Out: text that is the same as long as they are.
import { Feed } from "feed";

export interface FeedEntry {
  /** Its address, which is its id too. */
  readonly link: string;
  readonly title: string;
  readonly summary: string | null;
  readonly author: string | null;
  /** RFC 3339. */
  readonly updatedAt: string;
  readonly tags: readonly string[];
}

export interface FeedText {
  readonly title: string;
  /** Where the feed itself is; its id. */
  readonly self: string;
  readonly home: string;
  readonly language: "en" | "fr";
  readonly entries: readonly FeedEntry[];
}

/** The feed as Atom. */
export function writeAtom({ title, self, home, language, entries }: FeedText): string {
  const updated = new Date(Math.max(0, ...entries.map(({ updatedAt }) => Date.parse(updatedAt))));
  const feedLinks = { atom: self };
  const feed = new Feed({
    title: asHtml(title),
    id: self,
    link: home,
    updated,
    language,
    feedLinks,
    generator: "Maillage",
    copyright: "",
  });
  for (const { link, title, summary, author, updatedAt, tags } of entries)
    feed.addItem({
      ...{
        id: link,
        link,
        title: asHtml(title),
        date: new Date(updatedAt),
        category: tags.map((term) => ({ name: term, term })),
      },
      ...(summary === null ? {} : { description: asHtml(summary) }),
      ...(author === null ? {} : { author: [{ name: author }] }),
    });
  return feed.atom1();
}

/** The library says of titles and summaries that they are HTML. */
function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The feed as JSON Feed 1.1; the library writes 1. */
export function writeJsonFeed({ title, self, home, language, entries }: FeedText): string {
  const items = entries.map(({ link, title, summary, author, updatedAt, tags }) => ({
    ...{ id: link, url: link, title, content_text: summary ?? title, date_modified: updatedAt, tags },
    ...(author === null ? {} : { authors: [{ name: author }] }),
  }));
  const version = "https://jsonfeed.org/version/1.1";
  return JSON.stringify({ version, title, home_page_url: home, feed_url: self, language, items });
}
