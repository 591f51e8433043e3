// What to tell a partner that is not well, in the reader's language. In: how live calls and harvests went. Out: a
// sentence or two to pass on, or null when all is well. French and English are complete.
import { proseLanguage } from "../../schema/prose-language.js";
import type { HarvestStatus, LiveStatus } from "../../schema/partner-status.js";

interface Status {
  readonly live: LiveStatus;
  readonly harvest: HarvestStatus | null;
  /** Whether the kit found last that the partner does not conform. */
  readonly isNotConforming?: boolean;
}

type Advice =
  | "unreachable"
  | "timed-out"
  | "refused"
  | "invalid"
  | "slow"
  | "held"
  | "backwards"
  | "feed"
  | "unread"
  | "not-conforming";

const EN: Readonly<Record<Advice, string>> = {
  unreachable:
    "The hub cannot connect to your server. Check that it runs and that its address and certificate are good.",
  "timed-out": "Your server does not answer within 1.5 seconds. Check its load, and the indexes of its database.",
  refused:
    "Your server refuses the hub's calls. Check that it reads the hub's present keys and that its clock is right.",
  invalid: "Part of what your server answers is not as the contract has it. Run `npx maillage check` against it.",
  slow: "Your server answers slowly. Readers are served from the mirror when it takes longer than 1.5 seconds.",
  held: "Most of your records were missing from your last snapshot. They are kept until a coordinator decides.",
  backwards: "Your change feed ran backwards. If you restored a backup, begin a new epoch and tell a coordinator.",
  feed: "Your change feed cannot be read. Readers see what was last read of you.",
  "not-conforming":
    "Your server does not pass the conformance kit any more. Run `npx maillage check` against it: it says what to do.",
  unread: "Your records have not been read completely yet: they cannot be found by search before that.",
};

const FR: Readonly<Record<Advice, string>> = {
  unreachable:
    "Le hub ne parvient pas à joindre votre serveur. Vérifiez qu'il tourne, et que son adresse et son certificat sont bons.",
  "timed-out": "Votre serveur ne répond pas en 1,5 seconde. Vérifiez sa charge et les index de sa base de données.",
  refused:
    "Votre serveur refuse les appels du hub. Vérifiez qu'il lit les clés actuelles du hub et que son horloge est juste.",
  invalid:
    "Une partie des réponses de votre serveur n'est pas conforme au contrat. Lancez `npx maillage check` sur lui.",
  slow: "Votre serveur répond lentement. Au-delà de 1,5 seconde, les lecteurs sont servis par le miroir.",
  held: "La plupart de vos fiches manquaient dans votre dernier instantané. Elles sont conservées jusqu'à la décision d'un coordinateur.",
  backwards:
    "Votre flux de changements a reculé. Si vous avez restauré une sauvegarde, ouvrez une nouvelle époque et prévenez un coordinateur.",
  feed: "Votre flux de changements est illisible. Les lecteurs voient ce qui a été lu de vous en dernier.",
  "not-conforming":
    "Votre serveur ne passe plus le contrôle de conformité. Lancez `npx maillage check` sur lui : il dit quoi faire.",
  unread: "Vos fiches n'ont pas encore été lues en entier : la recherche ne les trouve pas avant cela.",
};

const OF_FAILURE: Readonly<Record<string, Advice>> = {
  UNREACHABLE: "unreachable",
  TIMED_OUT: "timed-out",
  REFUSED: "refused",
  INVALID: "invalid",
  CIRCUIT_OPEN: "unreachable",
};

/** What would help a partner most. */
export function adviceFor(status: Status, languages: readonly string[]): string | null {
  const advice = worstOf(status);
  if (advice === null) return null;
  return (proseLanguage(languages) === "fr" ? FR : EN)[advice];
}

function worstOf({ live, harvest, isNotConforming = false }: Status): Advice | null {
  if (harvest?.state === "QUARANTINED") return "backwards";
  if (harvest?.state === "HELD") return "held";
  if (live.failing !== null) return OF_FAILURE[live.failing] ?? "unreachable";
  if (live.state === "SLOW") return "slow";
  if (harvest !== null && harvest.failing !== null) return adviceOnFeed(harvest.failing);
  if (isNotConforming) return "not-conforming";
  return harvest === null || harvest.asOf === null ? "unread" : null;
}

/** `failing`: the status and the reason, as harvesting notes them. */
function adviceOnFeed(failing: string): Advice {
  const advice = OF_FAILURE[failing.split(":")[0] ?? ""] ?? "feed";
  return advice === "invalid" ? "feed" : advice;
}
