// Spoiling answers: what a hostile partner may send instead of what it should. In: dice and a response. Out: the
// response with a few values replaced, removed, added, doubled or moved.
import type { Dice } from "./dice.js";

type Holder = Record<string | number, unknown>;

/** Spoils one to five values of a response. `ids` are ids to steal. */
export function spoilAnswer(dice: Dice, response: unknown, ids: readonly string[]): unknown {
  const root: Holder = { response };
  for (let change = dice.upTo(4); change >= 0; change--) {
    const places = placesIn(root).slice(1);
    if (places.length === 0) break;
    const [holder, key] = dice.pick(places);
    spoilOne(dice, { holder, key }, ids);
  }
  return root.response;
}

const MOST_PLACES = 5_000;

/** Where values stand, breadth first; not all of them in a large answer. */
function placesIn(root: Holder): Array<[Holder, string | number]> {
  const places: Array<[Holder, string | number]> = [];
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && places.length < MOST_PLACES; at++) {
    const holder = queue[at] as Holder; // arrays and objects alike
    for (const key of Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder)) {
      places.push([holder, key]);
      if (typeof holder[key] === "object" && holder[key] !== null) queue.push(holder[key]);
    }
  }
  return places;
}

function spoilOne(dice: Dice, { holder, key }: { holder: Holder; key: string | number }, ids: readonly string[]): void {
  const value = holder[key];
  if (Array.isArray(value) && dice.chance(60)) return spoilList(dice, value);
  if (typeof value === "boolean" && dice.chance(70)) return void (holder[key] = !value);
  const way = dice.upTo(9);
  if (way === 0) delete holder[key];
  else if (way === 1 && typeof value === "object" && value !== null) addMember(dice, value);
  else if (way < 4) holder[key] = ids.length > 0 ? dice.pick(ids) : null;
  else if (way < 5) holder[key] = null;
  else holder[key] = dice.pick(WRONG)();
}

const WRONG: ReadonlyArray<() => unknown> = [
  () => 7,
  () => -1,
  () => 2 ** 31,
  () => 1e300,
  () => 0.5,
  () => true,
  () => "",
  () => "x".repeat(50_000),
  () => "\uD800 \u0000",
  () => ({}),
  () => [],
  () => [[[[[[[[null]]]]]]]],
  () => JSON.parse(`${"[".repeat(400)}${"]".repeat(400)}`) as unknown,
  () => JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1, "toString": null, "length": 3}') as unknown,
  () => "2026-02-30T00:00:00.000Z",
  () => "NETWORK",
];

function addMember(dice: Dice, value: object): void {
  const key = dice.pick(["extra", "__proto__", "_m_id", "_m_seen", "toJSON", "__typename", "errors"]);
  Object.defineProperty(value, key, {
    value: dice.pick(WRONG)(),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** A spoilt answer takes no longer to write than a partner has time. */
function isSmall(list: unknown[]): boolean {
  return JSON.stringify(list).length < 5_000;
}

function spoilList(dice: Dice, list: unknown[]): void {
  const at = dice.upTo(Math.max(0, list.length - 1));
  const ways: ReadonlyArray<() => unknown> = [
    () => list.reverse(),
    () => list.push(...list),
    () => list.splice(at, 1),
    () => list.splice(at, 0, list[at]),
    () => list.splice(at, 0, dice.pick(WRONG)()),
    () => list.push(list.shift()),
    () => list.splice(0),
    () => list.push(...Array.from({ length: isSmall(list) ? 120 : 1 }, () => list[at])),
  ];
  dice.pick(ways)();
}
