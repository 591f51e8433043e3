// What a question says besides its words: that it asks for people, where, for how much, in which language. French and English. In: what
// somebody typed. Out: the words that are left, and what was understood. It is shown to the reader, who can take it back.

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Understood {
  /** The words to search for. */
  readonly text: string;
  /** Whether people are asked for. */
  readonly isWho: boolean;
  readonly settings: ReadonlyArray<"RURAL" | "TOWN" | "CITY" | "ONLINE">;
  readonly cost: Money | null;
  /** Languages that the people speak. */
  readonly speaks: readonly string[];
}

const LESS =
  "(?:for |pour |à )?(?:less than|under|below|at most|up to|no more than|moins de|moins d['’]|au plus|jusqu['’]à|maximum|max)\\s*";
const AMOUNT = "(\\d{1,3}(?:[\\s.,\\u00a0\\u202f]\\d{3})+|\\d+)\\s*(k|mille|thousand)?\\s*";
const CURRENCY = "(€|euros?|eur|£|pounds?|livres?|gbp|\\$|dollars?|cad|f\\s?cfa|francs?(?: cfa)?|xof)";
const COST = new RegExp(`${LESS}(?:(£|€|\\$)\\s*)?${AMOUNT}${CURRENCY}?(?![\\p{L}\\d])`, "iu");

const CURRENCIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(€|eur)/i, "EUR"],
  [/^(£|pound|livre|gbp)/i, "GBP"],
  [/^(\$|dollar|cad)/i, "CAD"],
  [/^(f|xof)/i, "XOF"],
];

const SETTINGS: ReadonlyArray<readonly [RegExp, Understood["settings"][number]]> = [
  [
    /(?:in |en |à |dans )?(?:(?:the|la|les|des|a|une?)\s+)?(?:rural areas?|countryside|zones? rurales?|milieu rural|campagnes?|rural|rurale?s?)(?!\p{L})/iu,
    "RURAL",
  ],
  [/(?:in |en |à |dans )?(?:(?:a|les|des|une?)\s+)?(?:small towns?|petites? villes?)(?!\p{L})/iu, "TOWN"],
  [
    /(?:in |en |à |dans )?(?:(?:the|les|des|a)\s+)?(?:cit(?:y|ies)|urban areas?|zones? urbaines?|milieu urbain|grandes? villes?)(?!\p{L})/iu,
    "CITY",
  ],
  [/(?<!\p{L})(?:online|en ligne|à distance)(?!\p{L})/iu, "ONLINE"],
];

const SPEAKS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /(?<!\p{L})(?:(?:who|qui) )?(?:speak(?:s|ing)? french|french[- ]speaking|parl(?:e|ent|ant) (?:le )?français|francophones?)(?!\p{L})/iu,
    "fr",
  ],
  [
    /(?<!\p{L})(?:(?:who|qui) )?(?:speak(?:s|ing)? english|english[- ]speaking|parl(?:e|ent|ant) (?:l['’])?anglais|anglophones?)(?!\p{L})/iu,
    "en",
  ],
  [
    /(?<!\p{L})(?:(?:who|qui) )?(?:speak(?:s|ing)? dutch|dutch[- ]speaking|parl(?:e|ent|ant) (?:le )?néerlandais|néerlandophones?)(?!\p{L})/iu,
    "nl",
  ],
  [
    /(?<!\p{L})(?:(?:who|qui) )?(?:speak(?:s|ing)? wolof|wolof[- ]speaking|parl(?:e|ent|ant) (?:le )?wolof)(?!\p{L})/iu,
    "wo",
  ],
];

const WHO =
  /^\s*(?:who(?: else)?(?: (?:has|have|had|can|could|knows?|is|are|runs?|ran))*(?: (?:already|ever|run|done|tried|about|organi[sz]ed|set up))*|qui(?: (?:a|ont|peut|connaît|connait|sait|est|sont|fait|s['’]y connaît en))*(?: (?:déjà|deja|fait|mené|mis en place|organisé|essayé))*|(?:find |trouver )?(?:(?:the|an|some|\d+|three|trois|des|les|un|une) )?(?:experts?|spécialistes?|specialists?)(?: (?:in|on|en|de|du|des|d['’]))?)(?!\p{L})/iu;
const EXPERTS = /(?<!\p{L})(?:experts?|spécialistes?|specialists?)(?: (?:in|on|en|de|du|des))?(?!\p{L})/iu;

/** Reads a question. What it does not understand stays among the words. */
export function understand(q: string): Understood {
  let text = q;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(text);
    if (found !== null) text = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    return found;
  };
  const cost = readMoney(take(COST));
  const speaks = SPEAKS.flatMap(([pattern, tag]) => (take(pattern) === null ? [] : [tag]));
  const settings = SETTINGS.flatMap(([pattern, setting]) => (take(pattern) === null ? [] : [setting]));
  const isWho = take(WHO) !== null || take(EXPERTS) !== null || speaks.length > 0;
  return { text: tidy(text, q), isWho, settings, cost, speaks };
}

/** What is left, without the signs and little words that stand alone now; all that was asked, where nothing is. */
function tidy(text: string, q: string): string {
  const left = text
    .replaceAll(/[?!¿]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(
      /^(?:(?:in|on|of|en|de|du|des|d['’]|à|the|les?|la)\s)+|(?:\s(?:in|en|à|for|pour|dans|and|et|who|qui))+$/gi,
      "",
    )
    .trim();
  return left === "" ? q.trim() : left;
}

function readMoney(found: RegExpExecArray | null): Money | null {
  if (found === null) return null;
  const [, before, digits = "", thousands, after] = found;
  const sign = before ?? after ?? "€";
  const amount = Number(digits.replaceAll(/\D/g, "")) * (thousands === undefined ? 1 : 1_000);
  const currency = CURRENCIES.find(([pattern]) => pattern.test(sign))?.[1] ?? "EUR";
  return { amount, currency };
}
