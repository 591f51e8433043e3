// One post: who says what, and what can be done with it. In: a post. Out: it, with its acts.
import { Trans } from "@lingui/react/macro";
import { Check } from "lucide-react";
import { When } from "../ui/dates.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { useDiscussion } from "./discussion-context.js";
import type { PostShownFragment } from "./operations.js";
import { PostActs } from "./post-acts.js";
import { isUnsent } from "./use-posting.js";

interface PostProps {
  readonly post: PostShownFragment;
  /** It is shown once more, as the answer. */
  readonly isAnswer?: boolean;
}

/** The post. */
export function PostShown({ post, isAnswer = false }: PostProps) {
  const { accepted } = useDiscussion();
  const { id, text, deleted } = post;
  const isUnderWay = isUnsent(id);
  const classes = ["card post", isAnswer && "answer", isUnderWay && "post-unsent"].filter(Boolean).join(" ");
  return (
    <article className={classes} id={isAnswer ? undefined : `post-${id}`}>
      <By post={post} isUnderWay={isUnderWay} />
      {accepted === id && (
        <p>
          <span className="pill pill-good">
            <Check aria-hidden="true" />
            <Trans>Accepted by who asked</Trans>
          </span>
        </p>
      )}
      {deleted ? (
        <p className="hint">
          <Trans>This post was deleted or hidden.</Trans>
        </p>
      ) : (
        <Prose text={text} />
      )}
      {isAnswer && (
        <p className="hint">
          <a href={`#post-${id}`}>
            <Trans>See it in the thread</Trans>
          </a>
        </p>
      )}
      {!isAnswer && !deleted && !isUnderWay && <PostActs post={post} />}
    </article>
  );
}

function By({ post, isUnderWay }: { readonly post: PostShownFragment; readonly isUnderWay: boolean }) {
  const { author, signedBy, createdAt, editedAt } = post;
  return (
    <p className="card-kicker">
      {author === null ? <Trans>An organization</Trans> : <RecordLink id={author.id}>{author.name}</RecordLink>}
      {signedBy !== null && (
        <span>
          <Trans>
            signed by{" "}
            <RecordLink id={signedBy.id}>
              <Name>{signedBy.name}</Name>
            </RecordLink>
          </Trans>
        </span>
      )}
      {isUnderWay ? <Trans>on its way …</Trans> : <When at={createdAt} />}
      {editedAt !== null && (
        <span>
          <Trans>
            changed <When at={editedAt} />
          </Trans>
        </span>
      )}
    </p>
  );
}
