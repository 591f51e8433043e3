// The sign and the word for a type of record. In: the type. Out: an icon with its word.
import { useLingui } from "@lingui/react/macro";
import {
  BookOpenText,
  Building2,
  CalendarDays,
  FolderKanban,
  Handshake,
  HelpCircle,
  MessagesSquare,
  Tag,
  UserRound,
  UsersRound,
  type LucideIcon,
} from "lucide-react";
import type { PageType } from "./record-link.js";

const ICONS: Readonly<Record<PageType, LucideIcon>> = {
  person: UserRound,
  organization: Building2,
  project: FolderKanban,
  practice: BookOpenText,
  event: CalendarDays,
  topic: Tag,
  community: UsersRound,
  discussion: MessagesSquare,
  need: HelpCircle,
  exchange: Handshake,
};

/** The words for types. */
export function useTypeWords(): Readonly<Record<PageType, string>> {
  const { t } = useLingui();
  return {
    person: t`Person`,
    organization: t`Organization`,
    project: t`Project`,
    practice: t`Practice`,
    event: t`Event`,
    topic: t`Topic`,
    community: t`Community`,
    discussion: t`Discussion`,
    need: t`Need`,
    exchange: t`Exchange`,
  };
}

/** The sign of a type, with its word. */
export function TypeMark({ type }: { readonly type: PageType }) {
  const Icon = ICONS[type];
  const words = useTypeWords();
  return (
    <span className={`type type-${type}`}>
      <Icon aria-hidden="true" />
      {words[type]}
    </span>
  );
}
