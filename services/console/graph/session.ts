// Who is looking. In: the hub's session, by cookie. Out: the member, what they may do, and the token that goes with all they do.
import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";

/** A member who is signed in, or nobody. `organization`: for whom they act. */
export interface Session {
  readonly kind: "ANONYMOUS" | "MEMBER" | "APPLICATION";
  readonly id?: string;
  readonly name?: string | null;
  readonly role?: string | null;
  readonly organization?: string | null;
  readonly partner?: string | null;
  readonly scopes?: readonly string[];
  readonly csrf?: string;
}

const NOBODY: Session = { kind: "ANONYMOUS" };
let asked: Promise<Session> | null = null;

async function readSession(): Promise<Session> {
  const response = await fetch("/auth/session", { headers: { accept: "application/json" } });
  return response.ok ? ((await response.json()) as Session) : NOBODY; // as the route says
}

/** The session, asked for once; rejects, and is asked for again the next time, where the hub could not be reached. */
function currentSession(): Promise<Session> {
  asked ??= readSession().catch((cause: unknown) => {
    forgetSession();
    throw cause;
  });
  return asked;
}

/** The next question asks again who it is: the session has ended, or another tab has begun one. What is shown stays. */
export function forgetSession(): void {
  asked = null;
}

/** The token that the hub wants with whatever a session sends; null for nobody, and where the hub cannot be reached. */
export async function csrfToken(): Promise<string | null> {
  const session = await currentSession().catch(() => NOBODY);
  return session.csrf ?? null;
}

const SESSION = queryOptions({ queryKey: ["session"], queryFn: currentSession, staleTime: Infinity });

export interface Viewer extends Session {
  readonly isMember: boolean;
  /** Whether the session may do what needs this scope. */
  may(scope: string): boolean;
  /** Whether it acts for an organization. */
  readonly acts: boolean;
}

/** Who is looking; nobody until it is known. */
export function useViewer(): Viewer {
  const session = useQuery(SESSION).data ?? NOBODY;
  return {
    ...session,
    isMember: session.kind === "MEMBER",
    may: (scope) => session.scopes?.includes(scope) === true,
    acts: session.scopes?.includes("exchange:write") === true && typeof session.organization === "string",
  };
}

export type SignInResult = "done" | { readonly said: string };

/** Signs in. Gives what the hub said where it does not let them. */
export async function signIn(client: QueryClient, fields: { email: string; password: string }): Promise<SignInResult> {
  const answer = await post("/auth/sign-in", fields);
  if (!answer.ok) return { said: ((await answer.json()) as { error?: string }).error ?? `HTTP ${answer.status}` };
  await begin(client);
  return "done";
}

/** Signs out, and forgets all that the session read. */
export async function signOut(client: QueryClient): Promise<void> {
  await post("/auth/sign-out", { csrf: (await csrfToken()) ?? "" });
  await begin(client);
}

async function begin(client: QueryClient): Promise<void> {
  forgetSession();
  client.setQueryData(SESSION.queryKey, await currentSession());
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" && !queryKey.includes("kept") });
}

async function post(path: string, body: Readonly<Record<string, string>>): Promise<Response> {
  const csrf = await csrfToken();
  const headers = { "content-type": "application/json", ...(csrf === null ? {} : { "x-maillage-csrf": csrf }) };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
}
