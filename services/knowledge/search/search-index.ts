// A searchable index. In: a database. Out: what searches need of it beside its rows: the vocabulary, stemmed once, and
// the latest counts of words, read again when they were counted anew.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { readStatistics, refreshStatistics, type Statistics } from "../index/statistics.js";
import { RANKING, type Ranking } from "./ranking.js";
import { STEMMED_LANGUAGES, stemWords } from "./stems.js";
import { mendWords } from "./mend-words.js";
import { understand, type StemsByLanguage, type Understanding } from "./understand.js";
import { seenCondition } from "../seen.js";
import { buildVocabulary, type Vocabulary, type VocabularyParts } from "./vocabulary.js";

/** Who asks. */
export interface Reader {
  readonly visibility: ReaderVisibility;
  /** Best first. */
  readonly languages: readonly string[];
}

/** Words as they were typed, folded; `endsOpen`: the last one may be unfinished. */
export interface AskedWords {
  readonly words: readonly string[];
  readonly endsOpen: boolean;
}

/** A text that was understood, and the words that were taken for others. */
export interface UnderstoodText extends Understanding {
  readonly readAs: readonly string[];
}

/** How to search; benches leave parts out. */
export interface SearchOptions extends VocabularyParts {
  readonly ranking: Ranking;
  /** The time of the newest harvest, as the answers state it. */
  readonly asOf: () => Promise<string>;
}

const STANDARD: SearchOptions = {
  ranking: RANKING,
  topics: true,
  lexicon: true,
  asOf: async () => new Date().toISOString(),
};

/** Records that are counted in a moment. */
const SMALL = 1_000;

/** An index that can be searched. */
export class SearchIndex {
  #vocabulary: Promise<Vocabulary> | undefined;
  readonly #statistics = new Map<ReaderVisibility, Statistics>();

  readonly options: SearchOptions;

  constructor(
    readonly database: Database,
    options: Partial<SearchOptions> = {},
  ) {
    this.options = { ...STANDARD, ...options };
  }

  /** When what can be searched was last compared with what partners publish. */
  asOf(): Promise<string> {
    return this.options.asOf();
  }

  get session(): Session {
    return this.database;
  }

  /**
   * How common words are among what a reader may see; counted now when they never were, and while there are so few records
   * that what is new (its words, its language) would go unfound until they are counted the next time.
   */
  async statistics(visibility: ReaderVisibility): Promise<Statistics> {
    const [latest] = await this.session.rows<{ version: string; outlived: boolean }>(
      `select version, records < ${SMALL} and records <> (select count(*) from (select from ${S}.entry e
         where ${seenCondition("e", visibility)} limit ${SMALL}) as now) as outlived
         from ${S}.corpus where visibility = ?`,
      [visibility],
    );
    const known = this.#statistics.get(visibility);
    const isCounted = latest !== undefined && !latest.outlived;
    if (isCounted && known?.version === latest.version) return known;
    if (!isCounted) await this.database.transaction(refreshStatistics);
    const read = await readStatistics(this.session, visibility);
    if (read === null) throw new Error("expected counts of words, found none");
    this.#statistics.set(visibility, read);
    return read;
  }

  /** What a text means, as the hub knows words, for a reader. */
  async understand({ words, endsOpen }: AskedWords, reader: Reader): Promise<UnderstoodText> {
    this.#vocabulary ??= buildVocabulary(this.session, this.options);
    const [vocabulary, statistics, stems] = await Promise.all([
      this.#vocabulary,
      this.statistics(reader.visibility),
      this.#stem(words),
    ]);
    const known = { vocabulary, statistics, visibility: reader.visibility };
    const mended = await mendWords(this.session, { words, stems, endsOpen }, known);
    const readAs = mended.readAs.length === 0 ? stems : await this.#stem(mended.words);
    const question = { stems: readAs, completions: mended.completions };
    return { ...understand(question, vocabulary, reader.languages), readAs: mended.readAs };
  }

  async #stem(words: readonly string[]): Promise<StemsByLanguage> {
    const stems = await stemWords(
      this.session,
      STEMMED_LANGUAGES.map((language) => ({ language, words })),
    );
    return new Map(STEMMED_LANGUAGES.map((language, index) => [language, stems[index] ?? []] as const));
  }
}
