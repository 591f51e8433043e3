// `npm run bench -- <name> [--json]`: runs one benchmark and prints its figures; with --json the last line is one
// JSON object.
import { benchAnswers } from "./answers/answers-bench.js";
import { benchConsole } from "./console/console-bench.js";
import { benchExchange } from "./exchange/exchange-bench.js";
import { benchFallback } from "./fallback/fallback-bench.js";
import { benchFaults } from "./faults/faults-bench.js";
import { benchGateway } from "./gateway/gateway-bench.js";
import { benchHarvest } from "./harvest/harvest-bench.js";
import { benchKills } from "./harvest/kills-bench.js";
import { benchOnboarding } from "./onboarding/onboarding-bench.js";
import { benchOverload } from "./overload/overload-bench.js";
import { benchRelevance } from "./relevance/relevance-bench.js";
import { benchSafety } from "./safety/safety-bench.js";
import { benchScatter } from "./scatter/scatter-bench.js";
import { benchSearch } from "./search/search-bench.js";
import { benchSoak } from "./soak/soak-bench.js";

const BENCHES: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  answers: benchAnswers,
  console: benchConsole,
  exchange: benchExchange,
  fallback: benchFallback,
  faults: benchFaults,
  gateway: benchGateway,
  harvest: benchHarvest,
  kills: benchKills,
  onboarding: benchOnboarding,
  overload: benchOverload,
  relevance: benchRelevance,
  safety: benchSafety,
  scatter: benchScatter,
  search: benchSearch,
  soak: benchSoak,
};

const [name = "", ...flags] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(`No bench "${name}". There are: ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(2);
}
const figures = await bench();
process.stdout.write(`${JSON.stringify(figures, null, flags.includes("--json") ? 0 : 2)}\n`);
process.exit(0);
