// Saved searches: open them, their alerts, their feeds, delete them. In: searches. Out: a list.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Bell, BellOff } from "lucide-react";
import { Button } from "react-aria-components";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { plainText } from "../ui/text.js";
import { CopyText } from "../ui/copy.js";
import { ChangeSearch, DeleteSearch, Kept, type KeptQuery } from "./operations.js";
import { questionOfSaved } from "./question-of-saved.js";

type Search = NonNullable<KeptQuery["savedSearches"]>[number];

/** The list. */
export function SavedSearches({ searches }: { readonly searches: readonly Search[] }) {
  if (searches.length === 0)
    return (
      <Empty>
        <Trans>
          None yet. <Link to="/find">Search</Link>, then choose “Keep this search”: you are told when something new
          matches.
        </Trans>
      </Empty>
    );
  return (
    <ul className="cards">
      {searches.map((search) => (
        <li key={search.id}>
          <OneSearch search={search} />
        </li>
      ))}
    </ul>
  );
}

function OneSearch({ search }: { readonly search: Search }) {
  const { name, alert, lastMatchAt, feed } = search;
  return (
    <div className="card">
      <h3>
        <Link to="/find" search={questionOfSaved(search)} dir="auto">
          {plainText(name)}
        </Link>
      </h3>
      <p className="card-kicker">
        <span>
          {alert ? <Trans>You are told of what is new.</Trans> : <Trans>You are not told of what is new.</Trans>}
        </span>
        {lastMatchAt !== null && (
          <span>
            <Trans>
              last match <When at={lastMatchAt} />
            </Trans>
          </span>
        )}
      </p>
      <div className="card-acts">
        <AlertButton search={search} />
        <DeleteButton search={search} />
      </div>
      {feed !== null && <Feed name={name} feed={feed} />}
    </div>
  );
}

function Feed({ name, feed }: { readonly name: string; readonly feed: string }) {
  const { t } = useLingui();
  return (
    <details>
      <summary>
        <Trans>Feed for news readers</Trans>
      </summary>
      <p className="hint">
        <Trans>
          Shows what is public. Whoever has this address can read it; turning alerts on or off gives it a new one.
        </Trans>
      </p>
      <CopyText label={t`Feed of ${name}`} text={feed} />
    </details>
  );
}

/** A search is not changed but kept anew: the hub has no other way. */
function AlertButton({ search: { id, name, text, filter, alert } }: { readonly search: Search }) {
  const act = useAct(ChangeSearch, {
    show: (client) =>
      patchAnswers(client, Kept, (data) => ({
        ...data,
        savedSearches: data.savedSearches?.map((each) => (each.id === id ? { ...each, alert: !alert } : each)) ?? null,
      })),
  });
  return (
    <Button
      className="button button-small"
      onPress={() => act.mutate({ id, input: { name, text, filter, alert: !alert } })}
    >
      {alert ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
      {alert ? <Trans>Turn alerts off</Trans> : <Trans>Turn alerts on</Trans>}
    </Button>
  );
}

function DeleteButton({ search: { id, name } }: { readonly search: Search }) {
  const { t } = useLingui();
  const act = useAct(DeleteSearch, {
    done: t`Deleted.`,
    show: (client) =>
      patchAnswers(client, Kept, (data) => ({
        ...data,
        savedSearches: data.savedSearches?.filter((each) => each.id !== id) ?? null,
      })),
  });
  return (
    <Button
      className="button button-small"
      onPress={() => act.mutate({ id })}
      aria-label={t`Delete the search ${name}`}
    >
      <Trans>Delete</Trans>
    </Button>
  );
}
