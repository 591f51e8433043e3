// A page: its title in the window and at its head, a lead, what can be done, what stands beside it. In: words and parts. Out: the page.
import { useEffect, type ReactNode } from "react";

interface PageProps {
  readonly title: string;
  /** What kind of page it is, above the title. */
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly aside?: ReactNode;
  /** The language of the title, where it is not the reader's. */
  readonly language?: string | undefined;
  readonly isWide?: boolean;
  /** The title is there to be heard: the page says it in another way. */
  readonly isTitleHidden?: boolean;
  readonly children: ReactNode;
}

/** A page. */
export function Page({
  title,
  kicker,
  lead,
  actions,
  aside,
  language,
  isWide = false,
  isTitleHidden = false,
  children,
}: PageProps) {
  useTitle(title);
  return (
    <article className={isWide ? "page page-wide" : "page"}>
      <header className={isTitleHidden ? "visually-hidden" : "page-head"}>
        {kicker !== undefined && <p className="kicker">{kicker}</p>}
        <h1 dir="auto" lang={language}>
          {title}
        </h1>
        {lead !== undefined && <div className="lead">{lead}</div>}
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {aside === undefined ? (
        children
      ) : (
        <div className="page-columns">
          <div className="page-body">{children}</div>
          <aside className="page-aside">{aside}</aside>
        </div>
      )}
    </article>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Maillage" : `${title} · Maillage`;
  }, [title]);
}

interface SectionProps {
  readonly title: ReactNode;
  readonly id?: string;
  readonly actions?: ReactNode;
  /** Left out of prints: it is there to go on from. */
  readonly isScreenOnly?: boolean;
  readonly children: ReactNode;
}

/** A part of a page, under a heading. */
export function Section({ title, id, actions, isScreenOnly = false, children }: SectionProps) {
  return (
    <section className={isScreenOnly ? "section no-print" : "section"} id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Several texts in a row, the empty ones left out. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

interface FactProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
}

/** One fact: its name and what it is. */
export function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
