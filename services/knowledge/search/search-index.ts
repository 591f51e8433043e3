// A searchable index. In: a database. Out: what searches need of it beside its rows: the vocabulary, stemmed once, and
// the latest counts of words, read again when they were counted anew.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { readStatistics, refreshStatistics, type Statistics } from "../index/statistics.js";
import { RANKING, type Ranking } from "./ranking.js";
import { STEMMED_LANGUAGES, stemWords } from "./stems.js";
import { understand, type Understanding } from "./understand.js";
import { buildVocabulary, type Vocabulary, type VocabularyParts } from "./vocabulary.js";

/** How to search; benches leave parts out. */
export interface SearchOptions extends VocabularyParts {
  readonly ranking: Ranking;
}

const STANDARD: SearchOptions = { ranking: RANKING, topics: true, lexicon: true };

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

  get session(): Session {
    return this.database;
  }

  /** How common words are among what a reader may see; counted now when they never were. */
  async statistics(visibility: ReaderVisibility): Promise<Statistics> {
    const [latest] = await this.session.rows<{ version: string }>(
      `select version from ${S}.corpus where visibility = ?`,
      [visibility],
    );
    const known = this.#statistics.get(visibility);
    if (known !== undefined && known.version === latest?.version) return known;
    if (latest === undefined) await this.database.transaction(refreshStatistics);
    const read = await readStatistics(this.session, visibility);
    if (read === null) throw new Error("expected counts of words, found none");
    this.#statistics.set(visibility, read);
    return read;
  }

  /** What a text means, as the hub knows words. */
  async understand(words: readonly string[], readers: readonly string[]): Promise<Understanding> {
    this.#vocabulary ??= buildVocabulary(this.session, this.options);
    const asked = STEMMED_LANGUAGES.map((language) => ({ language, words }));
    const [vocabulary, stems] = await Promise.all([this.#vocabulary, stemWords(this.session, asked)]);
    const byLanguage = new Map(STEMMED_LANGUAGES.map((language, index) => [language, stems[index] ?? []] as const));
    return understand(byLanguage, vocabulary, readers);
  }
}
