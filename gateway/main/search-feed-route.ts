// Feeds of saved searches (Atom, RFC 4287). In: the secret in the address that the organization was given. Out: what matches
// now and is PUBLIC: addresses of feeds get around.
import type { FastifyInstance } from "fastify";
import { Feed } from "feed";
import type { Exchange } from "../../services/exchange/open-exchange.js";

export interface SearchFeedOptions {
  readonly searchFeed: Exchange["searchFeed"];
  readonly publicUrl: () => string;
}

interface FeedRequest {
  readonly Params: { readonly secret: string };
}

const CONTENT_TYPE = "application/atom+xml; charset=utf-8";

/** Adds `GET /feeds/searches/<secret>.atom`. */
export function addSearchFeedRoute(app: FastifyInstance, { searchFeed, publicUrl }: SearchFeedOptions): void {
  app.get<FeedRequest>("/feeds/searches/:secret.atom", async ({ params: { secret } }, reply) => {
    const found = await searchFeed(secret);
    if (found === null) return reply.code(404).send({ error: "There is no such feed." });
    const link = `${publicUrl()}/`;
    const id = `${link}feeds/searches/${encodeURIComponent(secret)}.atom`;
    const updated = new Date(Math.max(0, ...found.hits.map(({ updatedAt }) => Date.parse(updatedAt))));
    const feed = new Feed({
      id,
      link,
      title: found.name,
      updated,
      generator: "Maillage",
      copyright: "",
      feedLinks: { atom: id },
    });
    for (const { id: record, name, summary, updatedAt, organizationName } of found.hits)
      feed.addItem({
        ...{ id: record, title: name, link: `${link}records/${encodeURIComponent(record)}`, date: new Date(updatedAt) },
        ...(summary === null ? {} : { description: summary }),
        ...(organizationName === null ? {} : { author: [{ name: organizationName }] }),
      });
    return reply.header("cache-control", "private, max-age=300").type(CONTENT_TYPE).send(feed.atom1());
  });
}
