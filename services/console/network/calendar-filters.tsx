// What of the calendar is shown: kind, online or not, topic, country, and on whose clock. In: the address. Out: choices that change it.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { EventPlaces, TopicNames, TopTopics } from "./operations.js";
import { ONLY_THIS } from "./glance.js";
import { EVENT_KINDS, type CalendarSearch } from "./routes.js";

interface FiltersProps {
  readonly search: CalendarSearch;
}

/** The choices. */
export function CalendarFilters({ search }: FiltersProps) {
  const { t } = useLingui();
  const { topic } = search;
  const labels = useLabels();
  const kinds = EVENT_KINDS.map((kind) => [kind, labels.eventKind[kind]] as const);
  return (
    <div className="glance-choices">
      <Choice name="kind" search={search} label={<Trans>Kind</Trans>} all={t`All kinds`} options={kinds} />
      <Choice
        name="where"
        search={search}
        label={<Trans>Where</Trans>}
        all={t`Online or in a place`}
        options={[
          ["online", t`Online`],
          ["place", t`In a place`],
        ]}
      />
      <Choice
        name="country"
        search={search}
        label={<Trans>Country</Trans>}
        all={t`All countries`}
        options={useCountries(search.country)}
      />
      <Choice
        name="topic"
        search={search}
        label={<Trans>Topic</Trans>}
        all={t`All topics`}
        options={useTopics(topic)}
      />
      <WhoseTime search={search} />
    </div>
  );
}

/** The countries that events are in, and the one of the address. */
function useCountries(country: string | undefined): ReadonlyArray<readonly [string, string]> {
  const formats = useFormats();
  const known = useAsk(EventPlaces, {}).data?.data.search?.facets.countries.map(({ value }) => value) ?? [];
  return [...new Set([...known, ...(country === undefined ? [] : [country])])].map((code) => [
    code,
    formats.country(code),
  ]);
}

/** The most frequent topics of events, and the one of the address. */
function useTopics(topic: string | undefined): ReadonlyArray<readonly [string, string]> {
  const ofEvents = useAsk(EventPlaces, {}).data?.data.search?.facets.topics;
  const top = useAsk(TopTopics, {}, { enabled: ofEvents?.length === 0 }).data?.data.overview?.topTopics;
  const known = (ofEvents?.length === 0 ? top : ofEvents) ?? [];
  const isOther = topic !== undefined && !known.some(({ value }) => value === topic);
  const nodes =
    useAsk(TopicNames, { ids: topic === undefined ? [] : [topic] }, { enabled: isOther }).data?.data.nodes ?? [];
  const [other] = nodes.flatMap((node) => (node?.__typename === "Topic" ? [node] : []));
  return [
    ...known.map(({ value, label }) => [value, label] as const),
    ...(isOther ? [[topic, other?.label ?? topic] as const] : []),
  ];
}

interface ChoiceProps extends FiltersProps {
  readonly name: "kind" | "where" | "country" | "topic";
  readonly label: ReactNode;
  readonly all: string;
  readonly options: ReadonlyArray<readonly [value: string, word: string]>;
}

function Choice({ name, search, label, all, options }: ChoiceProps) {
  const navigate = useNavigate();
  const { [name]: value, ...rest } = search;
  const choose = (next: string): void =>
    // The options are those that the address knows.
    void navigate({
      to: "/calendar",
      search: (next === "" ? rest : { ...rest, [name]: next }) as CalendarSearch,
      replace: true,
      resetScroll: false,
    });
  return (
    <label className="choice">
      {label}
      <select value={value ?? ""} onChange={({ target }) => choose(target.value)}>
        <option value="">{all}</option>
        {options.map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

function WhoseTime({ search: { time, ...rest } }: FiltersProps) {
  const { t } = useLingui();
  return (
    <nav className="glance-filters" aria-label={t`Whose time`}>
      <Link
        to="/calendar"
        search={rest}
        aria-current={time === undefined ? "true" : undefined}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>In my time</Trans>
      </Link>
      <Link
        to="/calendar"
        search={{ ...rest, time: "own" }}
        aria-current={time === undefined ? undefined : "true"}
        activeOptions={ONLY_THIS}
        resetScroll={false}
      >
        <Trans>In its own time</Trans>
      </Link>
    </nav>
  );
}
