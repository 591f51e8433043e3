// What an import did. In: its report. Out: figures, links to the pages of the records.
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { FaultTable } from "./fault-table.js";
import { ImportFigures } from "./import-figures.js";
import { NamesOf, type ReportShownFragment } from "./operations.js";

interface DoneProps {
  readonly report: ReportShownFragment;
  readonly begin: () => void;
}

const SHOWN = 50;

/** The result. */
export function ImportDone({ report, begin }: DoneProps) {
  const rest = report.ids.length - SHOWN;
  return (
    <>
      <p className="notice" role="status">
        <Trans>Imported. Others see it now.</Trans>
      </p>
      <ImportFigures report={report} isDone />
      <FaultTable faults={report.faults} />
      {report.ids.length > 0 && (
        <Section title={<Trans>The records, as others see them</Trans>}>
          <Records ids={report.ids.slice(0, SHOWN)} />
          {rest > 0 && (
            <p className="hint">
              <Plural value={rest} one="and # more" other="and # more" />
            </p>
          )}
        </Section>
      )}
      <p className="card-acts">
        <Link className="button button-main" to="/publish">
          <Trans>See what you publish</Trans>
        </Link>
        <Button className="button" onPress={begin}>
          <Trans>Upload another table</Trans>
        </Button>
      </p>
    </>
  );
}

function Records({ ids }: { readonly ids: readonly string[] }) {
  const query = useAsk(NamesOf, { ids });
  return (
    <Asked query={query}>
      {({ nodes }) => (
        <ul className="plain-list">
          {nodes?.flatMap((node) =>
            node !== null && "name" in node
              ? [
                  <li key={node.id}>
                    <RecordLink id={node.id}>{node.name}</RecordLink>
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
    </Asked>
  );
}
