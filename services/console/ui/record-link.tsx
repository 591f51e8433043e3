// Links to the page of anything that has an id. In: `<partner>:<type>:<local id>` or `hub:<type>:…`. Out: a link of the router.
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { plainText } from "./text.js";

const PAGES = {
  person: "/people/$id",
  organization: "/organizations/$id",
  project: "/projects/$id",
  practice: "/practices/$id",
  event: "/events/$id",
  topic: "/topics/$id",
  community: "/communities/$id",
  discussion: "/discussions/$id",
  need: "/needs/$id",
  exchange: "/exchanges/$id",
} as const;

export type PageType = keyof typeof PAGES;

/** The type that an id names; null where it has no page. */
export function typeOfId(id: string): PageType | null {
  const type = id.split(":")[1] ?? "";
  return Object.hasOwn(PAGES, type) ? (type as PageType) : null; // one of the keys
}

/** Where the page of an id is. */
export function placeOfId(id: string): Pick<LinkProps, "to" | "params"> {
  const type = typeOfId(id);
  return type === null ? { to: "/find" } : { to: PAGES[type], params: { id } };
}

interface RecordLinkProps {
  readonly id: string;
  readonly children: ReactNode;
  readonly language?: string | undefined;
  readonly className?: string;
}

/** A link to the page of a record, a topic, a community … */
export function RecordLink({ id, children, language, className }: RecordLinkProps) {
  return (
    <Link {...placeOfId(id)} className={className} dir="auto" lang={language}>
      {typeof children === "string" ? plainText(children) : children}
    </Link>
  );
}
