// A notice as a link to what it is about. In: the notice. Out: its text, a link where its subject has a page.
import { Link } from "@tanstack/react-router";
import { placeOfId, typeOfId } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";

interface NoticeLinkProps {
  readonly notice: { readonly kind: string; readonly subject: string; readonly text: string };
}

/** The link. */
export function NoticeLink({ notice: { kind, subject, text } }: NoticeLinkProps) {
  const words = <bdi>{plainText(text)}</bdi>;
  if (kind.startsWith("introduction."))
    return (
      <Link to="/inbox" hash={kind === "introduction.asked" ? "to-answer" : "asked"}>
        {words}
      </Link>
    );
  if (kind === "search.matched") return <Link to="/saved">{words}</Link>;
  return typeOfId(subject) === null ? words : <Link {...placeOfId(subject)}>{words}</Link>;
}
