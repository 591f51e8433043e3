// Who asks when no key is given: the member who is signed in, or nobody. In: the hub's session, by cookie. Out: their name, and the token
// that the hub wants with what a session sends.

export interface Session {
  /** Null for nobody. */
  readonly name: string | null;
  readonly csrf: string | null;
}

const NOBODY: Session = { name: null, csrf: null };
let known: Promise<Session> | null = null;

/** The session; asked for once, and again after `forgetSession`. */
export function currentSession(): Promise<Session> {
  return (known ??= readSession().catch(() => NOBODY));
}

/** The hub did not take it: it is over, or another has begun. */
export function forgetSession(): void {
  known = null;
}

async function readSession(): Promise<Session> {
  const response = await fetch("/auth/session", { headers: { accept: "application/json" } });
  if (!response.ok) return NOBODY;
  const { kind, name, csrf } = (await response.json()) as { kind: string; name?: string | null; csrf?: string }; // as the route says
  return kind === "ANONYMOUS" ? NOBODY : { name: name ?? "", csrf: csrf ?? null };
}
