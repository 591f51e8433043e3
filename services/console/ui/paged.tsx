// A list that comes page by page. In: a question that takes a cursor, what its data make. Out: the pages so far, and a button for more.
import { Trans } from "@lingui/react/macro";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Document } from "../graph/document.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "./asked.js";

interface After {
  readonly after?: string | null | undefined;
}

interface PagedProps<D, V> {
  readonly document: Document<D, V>;
  readonly variables: V & After;
  /** Where the next page begins; null after the last one. */
  readonly next: (data: D) => string | null;
  readonly children: (data: D, isFirst: boolean) => ReactNode;
}

/** The pages. */
export function Paged<D, V>({ document, variables, next, children }: PagedProps<D, V>) {
  const isFirst = (variables.after ?? null) === null;
  const query = useAsk(document, variables, { keeps: isFirst });
  return (
    <Asked query={query}>
      {(data) => {
        const after = next(data);
        return (
          <>
            {children(data, isFirst)}
            {after !== null && (
              <More key={after}>
                <Paged document={document} variables={{ ...variables, after }} next={next}>
                  {children}
                </Paged>
              </More>
            )}
          </>
        );
      }}
    </Asked>
  );
}

function More({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <div className="more-page">{children}</div>;
  return (
    <p className="more">
      <Button className="button" onPress={() => setOpen(true)}>
        <Trans>Show more</Trans>
      </Button>
    </p>
  );
}

interface Connection {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Where a list goes on; null where it ends. */
export function nextOf(connection: Connection | null | undefined): string | null {
  return connection?.pageInfo.hasNextPage === true ? connection.pageInfo.endCursor : null;
}
