// Sends a table to the hub, which keeps it for an hour. In: the file, for which partner. Out: the address to import it from.
import { AskError } from "../graph/ask.js";
import { csrfToken } from "../graph/session.js";

interface Sending {
  readonly partner: string;
  readonly file: File;
  /** Told how much is sent, 0 to 1. */
  readonly onProgress: (part: number) => void;
}

interface Body {
  readonly source?: string;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions?: { readonly code?: string } }>;
}

/** Sends it. Throws an AskError. `fetch` does not say how far it is: XMLHttpRequest does. */
export async function sendFile({ partner, file, onProgress }: Sending): Promise<string> {
  const csrf = await csrfToken();
  const { status, body } = await new Promise<{ status: number; body: Body }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/uploads?${new URLSearchParams({ partner, name: file.name }).toString()}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    if (csrf !== null) request.setRequestHeader("x-maillage-csrf", csrf);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener("load", () => resolve({ status: request.status, body: bodyOf(request.response) }));
    request.addEventListener("error", () => reject(new AskError("OFFLINE", "the file could not be sent")));
    request.send(file);
  });
  if (body.source !== undefined) return body.source;
  const [error] = body.errors ?? [];
  throw new AskError(error?.extensions?.code ?? `HTTP_${status}`, error?.message ?? `HTTP ${status}`);
}

function bodyOf(response: unknown): Body {
  return typeof response === "object" && response !== null ? response : {};
}
