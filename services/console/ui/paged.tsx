// A list that comes page by page. In: a question that takes a cursor, what its data make. Out: the pages so far, and a button for more.
import { Trans } from "@lingui/react/macro";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Document } from "../graph/document.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "./asked.js";
import type { ExportRow } from "./export-files.js";
import { ExportList } from "./export-list.js";

interface After {
  readonly after?: string | null | undefined;
}

interface PagedProps<D, V> {
  readonly document: Document<D, V>;
  readonly variables: V & After;
  /** Where the next page begins; null after the last one. */
  readonly next: (data: D) => string | null;
  /** How the list is taken along; not offered where it is not given. */
  readonly exported?: Exported<D>;
  readonly children: (data: D, isFirst: boolean) => ReactNode;
}

interface Exported<D> {
  readonly name: string;
  readonly rowsOf: (data: D) => readonly ExportRow[];
}

/** The pages. */
export function Paged<D, V>(props: PagedProps<D, V>) {
  return <PageOf {...props} before={[]} />;
}

function PageOf<D, V>({ before, ...props }: PagedProps<D, V> & { readonly before: readonly ExportRow[] }) {
  const { document, variables, next, exported, children } = props;
  const isFirst = (variables.after ?? null) === null;
  const query = useAsk(document, variables, { keeps: isFirst });
  return (
    <Asked query={query}>
      {(data) => {
        const after = next(data);
        const rows = [...before, ...(exported?.rowsOf(data) ?? [])];
        const taken = <ExportList name={exported?.name ?? ""} rows={rows} />;
        return (
          <>
            {children(data, isFirst)}
            {after === null ? (
              taken
            ) : (
              <More key={after} taken={taken}>
                <PageOf {...props} variables={{ ...variables, after }} before={rows} />
              </More>
            )}
          </>
        );
      }}
    </Asked>
  );
}

/** The button for more, and what may be taken along until it is pressed. */
function More({ taken, children }: { readonly taken: ReactNode; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <div className="more-page">{children}</div>;
  return (
    <>
      <p className="more">
        <Button className="button" onPress={() => setOpen(true)}>
          <Trans>Show more</Trans>
        </Button>
      </p>
      {taken}
    </>
  );
}

interface Connection {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Where a list goes on; null where it ends. */
export function nextOf(connection: Connection | null | undefined): string | null {
  return connection?.pageInfo.hasNextPage === true ? connection.pageInfo.endCursor : null;
}
