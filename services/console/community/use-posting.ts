// The acts on posts, each shown at once and taken back where the hub refuses. In: the discussion around. Out: functions.
import { useLingui } from "@lingui/react/macro";
import type { QueryClient } from "@tanstack/react-query";
import { patchAnswers, useAct } from "../graph/use-act.js";
import type { FormValues } from "../ui/dialog.js";
import { useDiscussion, type DiscussionAround } from "./discussion-context.js";
import {
  AcceptAnswer,
  DeletePost,
  EditPost,
  OneDiscussion,
  PostsOf,
  Reply,
  type PostShownFragment,
} from "./operations.js";

const UNSENT = "unsent:";

/** Whether a post is shown that the hub has not taken yet. */
export function isUnsent(id: string): boolean {
  return id.startsWith(UNSENT);
}

type Posts = readonly PostShownFragment[];

/** Changes the posts of a discussion that are shown. Gives the way back. */
function patchPosts(
  client: QueryClient,
  discussion: string,
  change: (posts: Posts, isLast: boolean) => Posts,
): () => void {
  return patchAnswers(client, PostsOf, (data) => {
    const held = data.discussion;
    if (held?.id !== discussion) return data;
    const { edges, pageInfo } = held.posts;
    const posts = change(
      edges.map(({ node }) => node),
      !pageInfo.hasNextPage,
    );
    return { ...data, discussion: { ...held, posts: { ...held.posts, edges: posts.map((node) => ({ node })) } } };
  });
}

/** Replies with what a form holds. */
export function useReplying(replyTo: string | null): (values: FormValues) => Promise<unknown> {
  const { t } = useLingui();
  const around = useDiscussion();
  const { mutateAsync } = useAct(Reply, {
    done: t`Your reply is there.`,
    show: (client, { text, signedBy }) => {
      const post = unsentPost(around, { text, replyTo, signedBy: signedBy ?? null });
      return patchPosts(client, around.id, (posts, isLast) => (isLast ? [...posts, post] : posts));
    },
  });
  return (values) =>
    mutateAsync({
      discussion: around.id,
      text: values.text("text"),
      replyTo,
      signedBy: values.optional(`signedBy-${replyTo ?? "all"}`),
    });
}

type Written = Pick<PostShownFragment, "text" | "replyTo"> & { readonly signedBy: string | null };

function unsentPost({ own }: DiscussionAround, { text, replyTo, signedBy }: Written): PostShownFragment {
  const signer = own?.people.find(({ id }) => id === signedBy);
  return {
    id: `${UNSENT}${crypto.randomUUID()}`,
    ...{ text, replyTo, createdAt: new Date().toISOString(), editedAt: null, deleted: false },
    author: own === null ? null : { id: own.id, name: own.name },
    signedBy: signer === undefined ? null : { id: signer.id, name: signer.name },
  };
}

function changed(id: string, change: (post: PostShownFragment) => PostShownFragment) {
  return (posts: Posts): Posts => posts.map((post) => (post.id === id ? change(post) : post));
}

/** Changes what one's own post says. */
export function useEditing(): (id: string, text: string) => Promise<unknown> {
  const { id: discussion } = useDiscussion();
  const { mutateAsync } = useAct(EditPost, {
    show: (client, { id, text }) =>
      patchPosts(
        client,
        discussion,
        changed(id, (post) => ({ ...post, text, editedAt: new Date().toISOString() })),
      ),
  });
  return (id, text) => mutateAsync({ id, text });
}

/** Deletes one's own post. */
export function useDeleting(): (id: string) => Promise<unknown> {
  const { t } = useLingui();
  const { id: discussion } = useDiscussion();
  const { mutateAsync } = useAct(DeletePost, {
    done: t`Deleted.`,
    show: (client, { id }) =>
      patchPosts(
        client,
        discussion,
        changed(id, (post) => ({ ...post, text: "", deleted: true })),
      ),
  });
  return (id) => mutateAsync({ id });
}

/** Accepts a post as the answer. */
export function useAccepting(): (post: string) => void {
  const { t } = useLingui();
  const { id: discussion } = useDiscussion();
  const { mutate } = useAct(AcceptAnswer, {
    done: t`Accepted. Who wrote it is told, and has the credit.`,
    show: (client, { post }) => {
      const answer = client
        .getQueriesData<{
          data: { discussion: { posts: { edges: ReadonlyArray<{ node: PostShownFragment }> } } | null };
        }>({ queryKey: [PostsOf.name] })
        .flatMap(([, held]) => held?.data.discussion?.posts.edges ?? [])
        .find(({ node }) => node.id === post)?.node;
      return patchAnswers(client, OneDiscussion, (data) => {
        if (data.discussion?.id !== discussion || answer === undefined) return data;
        return { ...data, discussion: { ...data.discussion, acceptedAnswer: answer } };
      });
    },
  });
  return (post) => mutate({ discussion, post });
}
