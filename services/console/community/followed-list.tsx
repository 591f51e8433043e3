// What our organization follows. In: follows. Out: a list, each with a way to follow it no longer.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { Unfollow } from "../ui/operations.js";
import { RecordLink, typeOfId } from "../ui/record-link.js";
import { TypeMark } from "../ui/type-mark.js";
import { Kept, type KeptQuery } from "./operations.js";

type FollowShown = NonNullable<KeptQuery["follows"]>[number];

/** The list; what is gone, or may not be seen any more, is left out. */
export function FollowedList({ follows }: { readonly follows: readonly FollowShown[] }) {
  const shown = follows.flatMap(({ subject, since }) =>
    subject === null ? [] : [{ id: subject.id, name: nameOf(subject), since }],
  );
  if (shown.length === 0)
    return (
      <Empty>
        <Trans>
          Nothing yet. Follow a practice, a person, a topic or a <Link to="/communities">community</Link>: the button is
          on its page.
        </Trans>
      </Empty>
    );
  return (
    <ul className="notices">
      {shown.map(({ id, name, since }) => (
        <Followed key={id} id={id} name={name} since={since} />
      ))}
    </ul>
  );
}

function nameOf(subject: NonNullable<FollowShown["subject"]>): string {
  if ("name" in subject) return subject.name;
  if ("title" in subject) return subject.title;
  return ("label" in subject ? subject.label : null) ?? subject.id;
}

function Followed({ id, name, since }: { readonly id: string; readonly name: string; readonly since: string }) {
  const type = typeOfId(id);
  const act = useAct(Unfollow, {
    show: (client) =>
      patchAnswers(client, Kept, (data) => ({
        ...data,
        follows: data.follows?.filter(({ subject }) => subject?.id !== id) ?? null,
      })),
  });
  return (
    <li>
      <span>
        <RecordLink id={id}>{name}</RecordLink>{" "}
        <span className="hint">
          {type !== null && <TypeMark type={type} />}{" "}
          <Trans>
            since <When at={since} isRelative={false} />
          </Trans>
        </span>
      </span>
      <Button className="button button-small" onPress={() => act.mutate({ subject: id })}>
        <Trans>Follow no longer</Trans>
        <span className="visually-hidden">{` (${name})`}</span>
      </Button>
    </li>
  );
}
