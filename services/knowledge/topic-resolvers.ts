// The thesaurus's answers. In: arguments and the reader's languages. Out: topics. An id that the thesaurus does not
// know is a topic without a label: partners may use ids before the hub learns of them.
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { badInput } from "../../schema/errors.js";
import { isLanguageTag, SCALAR_FORMS } from "../../schema/scalars.js";
import { topicById, type Topic as ThesaurusTopic } from "../../schema/topics.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import { LanguageTag, LocalizedText, Topic, TopicConnection } from "./topic-classes.js";
import { inLanguage, labelOf, listTopics } from "./topic-list.js";

type AnyTopic = Pick<ThesaurusTopic, "id"> & Partial<ThesaurusTopic>;

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => TopicConnection, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  topics(
    @Arg("text", () => String, { nullable: true }) text: string | null,
    @Arg("broader", () => ID, { nullable: true }) broader: string | null,
    @Arg("scheme", () => String, { nullable: true }) scheme: string | null,
    @Arg("language", () => LanguageTag, { nullable: true }) language: string | null,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { languages }: ServiceContext,
  ): unknown {
    const query = { text: text ?? null, broader: broader ?? null, scheme: scheme ?? null, first, after: after ?? null };
    return listTopics(query, wantedLanguages(language, languages));
  }

  @Query(() => Topic, { nullable: true })
  topic(@Arg("id", () => ID) id: string): unknown {
    return topicById(id) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "In the language asked for, else the reader's, else English. Null for an id that the thesaurus does not know.",
  })
  label(
    @Root() topic: AnyTopic,
    @Arg("language", () => LanguageTag, { nullable: true }) language: string | null,
    @Ctx() { languages }: ServiceContext,
  ): string | null {
    const known = topicById(topic.id);
    return known === undefined ? null : labelOf(known, wantedLanguages(language, languages));
  }

  @FieldResolver(() => [LocalizedText], { nullable: true })
  labels(@Root() { labels }: AnyTopic): LocalizedText[] | null {
    return labels === undefined ? null : Object.entries(labels).map(([language, text]) => ({ language, text }));
  }

  @FieldResolver(() => [String], { nullable: true })
  synonyms(
    @Root() { synonyms }: AnyTopic,
    @Arg("language", () => LanguageTag, { nullable: true }) language: string | null,
    @Ctx() { languages }: ServiceContext,
  ): readonly string[] | null {
    if (synonyms === undefined) return null;
    return inLanguage(synonyms, wantedLanguages(language, languages)) ?? [];
  }

  @FieldResolver(() => [Topic], { nullable: true })
  broader(@Root() { broader }: AnyTopic): unknown {
    return topicsOf(broader);
  }

  @FieldResolver(() => [Topic], { nullable: true })
  narrower(@Root() { narrower }: AnyTopic): unknown {
    return topicsOf(narrower);
  }

  @FieldResolver(() => [Topic], { nullable: true })
  related(@Root() { related }: AnyTopic): unknown {
    return topicsOf(related);
  }
}

function topicsOf(ids: readonly string[] | undefined): readonly ThesaurusTopic[] | null {
  return ids === undefined ? null : ids.map(topicById).filter((topic) => topic !== undefined);
}

/** The language asked for and, of a regional one, its base: then the reader's. */
function wantedLanguages(language: string | null | undefined, readers: readonly string[]): string[] {
  if (language === null || language === undefined) return [...readers];
  if (!isLanguageTag(language)) throw badInput("language", SCALAR_FORMS.LanguageTag, language);
  return [language, language.split("-")[0] ?? language, ...readers];
}
