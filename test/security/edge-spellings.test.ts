// One address, however it is spelt: what the guard looks at is what GraphQL is given. Over raw sockets, since no client
// library sends such requests.
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await partner.start()], { guard: {} });
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

/** Sends a request as it is written, and gives all that comes back. */
async function exchange(head: string, body = ""): Promise<string> {
  const { hostname, port } = new URL(hub.server.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  const closed = once(socket, "close");
  socket.write(`${head}\r\nHost: hub\r\nConnection: close\r\nContent-Length: ${body.length}\r\n`);
  socket.write(`Content-Type: application/json\r\n\r\n${body}`);
  await closed;
  return text;
}

const FIELDS = Array.from({ length: 11 }, (_, at) => `p${at}:practices{totalCount}`).join(",");

describe("an operation that is too large", () => {
  const body = JSON.stringify({ query: `{${FIELDS}}` });
  it.each([
    ["/graphql"],
    ["/graphql/"],
    ["/graphql?a=1"],
    ["/graphql/?a=1"],
    ["/graphql#a"],
    ["/%67raphql"],
    ["/graph%71l/?a=1"],
    ["http://hub/graphql"],
    ["http://elsewhere/graphql"],
  ])("is refused at %s, with events or without", async (target) => {
    for (const accept of ["application/json", "text/event-stream, application/json"]) {
      const text = await exchange(`POST ${target} HTTP/1.1\r\nAccept: ${accept}`, body);
      expect(text).toContain("LIMIT_EXCEEDED");
    }
    expect(partner.asked).toEqual([]);
  });

  it("is refused in a query string that is read in two ways", async () => {
    // Read leniently, %FF is a character that cannot be shown and %22 ends the text; read strictly, nothing is decoded.
    const query = `query,A($x:String="%FF%22){__typename}query,B{${FIELDS}}query,C($y:String=%22"){a:__typename(b:$x)}`;
    const text = await exchange(`GET /graphql?query=${query}&operationName=B HTTP/1.1\r\nApollo-Require-Preflight: 1`);
    expect(text).toContain("HTTP/1.1 400");
    expect(text).not.toContain('"C"'); // the operation that only one of the readers saw
    expect(partner.asked).toEqual([]);
  });

  it("leaves question marks in what else a query string says", async () => {
    const query = "query($a:PracticeFilter){practices(filter:$a){nope:totalCount}}";
    const variables = encodeURIComponent('{"a":{"text":"who').concat('?"}}'.replaceAll('"', "%22"));
    const text = await exchange(
      `GET /graphql?query=${query}&variables=${variables} HTTP/1.1\r\nApollo-Require-Preflight: 1`,
    );
    expect(text).not.toContain("BAD_REQUEST");
    expect(text).not.toContain("invalid JSON");
  });
});
