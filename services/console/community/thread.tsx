// A thread: every post under the one that it answers. In: posts, the oldest first. Out: nested lists.
import { useMemo } from "react";
import type { PostShownFragment } from "./operations.js";
import { PostShown } from "./post-shown.js";

type Replies = ReadonlyMap<string | null, readonly PostShownFragment[]>;

/** The thread. A post whose own question is on another page stands among the first. */
export function Thread({ posts }: { readonly posts: readonly PostShownFragment[] }) {
  const replies = useMemo(() => repliesOf(posts), [posts]);
  return <Branch under={null} replies={replies} />;
}

function repliesOf(posts: readonly PostShownFragment[]): Replies {
  const known = new Set(posts.map(({ id }) => id));
  const replies = new Map<string | null, PostShownFragment[]>();
  for (const post of posts) {
    const under = post.replyTo !== null && known.has(post.replyTo) ? post.replyTo : null;
    replies.set(under, [...(replies.get(under) ?? []), post]);
  }
  return replies;
}

function Branch({ under, replies }: { readonly under: string | null; readonly replies: Replies }) {
  const posts = replies.get(under) ?? [];
  if (posts.length === 0) return null;
  return (
    <ol className="thread">
      {posts.map((post) => (
        <li key={post.id}>
          <PostShown post={post} />
          <Branch under={post.id} replies={replies} />
        </li>
      ))}
    </ol>
  );
}
