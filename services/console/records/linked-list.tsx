// Lists of links to records, attachments, discussions: the small parts of records' pages. In: things with ids. Out: lists.
import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { When } from "../ui/dates.js";
import { HitCard, type Hit } from "../ui/hit-card.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { OutLink, plainText } from "../ui/text.js";

interface Linked {
  readonly id: string;
  readonly name: string;
  readonly language?: string;
}

interface LinkedListProps<L extends Linked> {
  readonly title: ReactNode;
  readonly items: ReadonlyArray<L | null>;
  readonly note?: (item: L) => ReactNode;
}

/** A panel with links; nothing where there are none. */
export function LinkedPanel<L extends Linked>({ title, items, note }: LinkedListProps<L>) {
  const there = items.filter((each) => each !== null);
  if (there.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="link-list">
        {there.map((item) => (
          <li key={item.id}>
            <RecordLink id={item.id} language={item.language}>
              {item.name}
            </RecordLink>
            {note !== undefined && <span className="hint"> {note(item)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Attached {
  readonly title: string;
  readonly url: string;
}

/** Files and pages that belong to a record. */
export function Attachments({ items }: { readonly items: readonly Attached[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={<Trans>Documents</Trans>}>
      <ul className="bullets">
        {items.map(({ title, url }) => (
          <li key={url}>
            <OutLink url={url}>{plainText(title)}</OutLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface Discussed {
  readonly id: string;
  readonly title: string;
  readonly postCount: number;
  readonly updatedAt: string;
}

/** What is said about a record. */
export function DiscussionList({ items }: { readonly items: readonly Discussed[] | null }) {
  if (items === null || items.length === 0) return null;
  return (
    <Section title={<Trans>Discussed</Trans>}>
      <ul className="bullets">
        {items.map(({ id, title, postCount, updatedAt }) => (
          <li key={id}>
            <RecordLink id={id}>{title}</RecordLink>{" "}
            <span className="hint">
              <Plural value={postCount} one="# post" other="# posts" />, <When at={updatedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What else is like it. */
export function Related({ hits }: { readonly hits: readonly Hit[] | null }) {
  if (hits === null || hits.length === 0) return null;
  return (
    <Section title={<Trans>Similar in the network</Trans>} isScreenOnly>
      <ul className="cards-grid">
        {hits.map((hit) => (
          <li key={hit.id}>
            <HitCard hit={hit} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A list of short texts, under a heading; nothing where there are none. */
export function TextList({
  title,
  items,
  language,
}: {
  readonly title: ReactNode;
  readonly items: readonly string[];
  readonly language: string;
}) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="bullets" lang={language}>
        {items.map((item, at) => (
          <li key={at} dir="auto">
            {plainText(item)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
