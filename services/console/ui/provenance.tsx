// Where something comes from: which partner says it, whether it answered just now or the hub remembers it, as of when, under which
// licence. In: a record's own word. Out: a line that stands on every record's page.
import { Trans } from "@lingui/react/macro";
import { Database, Radio } from "lucide-react";
import { useFormats, When } from "./dates.js";
import { Name, OutLink } from "./text.js";

interface ProvenanceProps {
  readonly record: {
    readonly id: string;
    readonly url?: string | null;
    readonly updatedAt: string;
    readonly partner?: { readonly name: string; readonly licence: string } | null;
    readonly freshness: { readonly via: "LIVE" | "MIRROR"; readonly asOf: string };
  };
}

/** The line. */
export function Provenance({ record }: ProvenanceProps) {
  const { id, url, partner, freshness, updatedAt } = record;
  const source = partner?.name ?? id.split(":")[0] ?? "";
  return (
    <div className="provenance" data-via={freshness.via}>
      {freshness.via === "LIVE" ? <Radio aria-hidden="true" /> : <Database aria-hidden="true" />}
      <p>
        {freshness.via === "LIVE" ? (
          <Trans>
            Said by <Name>{source}</Name>, just now.
          </Trans>
        ) : (
          <Mirrored source={source} asOf={freshness.asOf} />
        )}{" "}
        <Trans>
          Last changed <When at={updatedAt} isRelative={false} />.
        </Trans>{" "}
        {partner !== undefined && partner !== null && <Trans>Licence {partner.licence}.</Trans>}{" "}
        <OutLink url={url}>
          <Trans>Its page at the partner</Trans>
        </OutLink>
      </p>
    </div>
  );
}

function Mirrored({ source, asOf }: { readonly source: string; readonly asOf: string }) {
  const formats = useFormats();
  return (
    <Trans>
      <Name>{source}</Name> did not answer just now: this is what it said on {formats.time(asOf)}.
    </Trans>
  );
}
