// The frame of every record's page: what it is, whose, in which language, where it comes from. In: a record. Out: the page around its prose.
import "../styles/record.css";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useFormats } from "../ui/dates.js";
import { Page } from "../ui/page.js";
import { Provenance } from "../ui/provenance.js";
import { RecordLink, type PageType } from "../ui/record-link.js";
import { mixesAlphabets, Name, plainText, Prose } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import { TypeMark } from "../ui/type-mark.js";
import { TranslationLine, type Rendering } from "./rendering.js";

export interface FramedRecord {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly url: string | null;
  readonly updatedAt: string;
  readonly countries: readonly string[];
  readonly topics: ReadonlyArray<{ readonly id: string; readonly label: string | null }>;
  readonly locations: ReadonlyArray<{ readonly label: string | null }>;
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly partner: { readonly key: string; readonly name: string; readonly licence: string } | null;
  readonly freshness: { readonly via: "LIVE" | "MIRROR"; readonly asOf: string };
}

interface RecordFrameProps {
  readonly type: PageType;
  readonly record: FramedRecord;
  readonly rendering: Rendering;
  readonly kicker?: ReactNode;
  readonly actions: ReactNode;
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** The frame. */
export function RecordFrame({ type, record, rendering, kicker, actions, aside, children }: RecordFrameProps) {
  const name = rendering.prose("name");
  return (
    <Page
      title={plainText(name.text ?? record.name)}
      language={name.language}
      kicker={
        <>
          <TypeMark type={type} />
          {kicker}
          <Belonging record={record} />
          {mixesAlphabets(record.name) && (
            <span className="pill pill-bad">
              <Trans>This name mixes alphabets: look twice who it is</Trans>
            </span>
          )}
          {record.visibility === "NETWORK" && (
            <span className="pill pill-warn">
              <Trans>Seen by partners of the network only</Trans>
            </span>
          )}
        </>
      }
      lead={
        <>
          <Prose {...rendering.prose("summary")} />
          <TranslationLine rendering={rendering} />
        </>
      }
      actions={actions}
      aside={aside}
    >
      <Provenance record={record} />
      {children}
      <TopicTags topics={record.topics} />
      <p className="print-only hint">{location.origin + location.pathname}</p>
    </Page>
  );
}

function Belonging({ record: { organization, partner, countries, locations } }: { readonly record: FramedRecord }) {
  const { t } = useLingui();
  const formats = useFormats();
  const place = locations.find(({ label }) => label !== null)?.label ?? null;
  const country = countries.length === 0 ? null : formats.list(countries.map((code) => formats.country(code)));
  return (
    <>
      {organization !== null && <RecordLink id={organization.id}>{organization.name}</RecordLink>}
      {partner !== null && partner.name !== organization?.name && (
        <span>
          {t`via`} <Name>{partner.name}</Name>
        </span>
      )}
      {place !== null && <Name>{place}</Name>}
      {country !== null && <span>{country}</span>}
    </>
  );
}
