// Server-sent events of a subscription, as the hub sends them. In: the body of a response. Out: the answers, one by one.

/** Reads until the stream ends. Leaving the loop closes the connection. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<object> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader(); // its types disagree with the DOM's
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = `${text}${value}`.split("\n\n");
      text = blocks.pop() ?? "";
      yield* blocks.map(answerIn).filter((answer) => answer !== null);
    }
  } finally {
    await reader.cancel().catch(() => undefined); // gone already
  }
}

/** Comments keep the connection open and say nothing. */
function answerIn(block: string): object | null {
  const lines = block.split("\n");
  const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice("data:".length).trim());
  if (lines.includes("event: complete") || data.join("") === "") return null;
  const answer: unknown = JSON.parse(data.join("\n"));
  return typeof answer === "object" ? answer : null;
}
