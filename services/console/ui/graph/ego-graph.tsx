// What one thing is connected to, as a small picture whose every part is a link. In: the thing and its neighbours. Out: SVG.
import "../../styles/map.css";
import { useLingui } from "@lingui/react/macro";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { placeOfId } from "../record-link.js";
import { plainText } from "../text.js";

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  /** What connects them, in words. */
  readonly why: string;
}

interface EgoGraphProps {
  readonly name: string;
  readonly neighbours: readonly Neighbour[];
}

const WIDTH = 760;
const BESIDE = 300;
const ROW = 46;
const MOST = 14;
const LONGEST = 38;

/** The picture. Neighbours stand to the left and right of the thing, in the order given. */
export function EgoGraph({ name, neighbours }: EgoGraphProps) {
  const { t } = useLingui();
  const shown = neighbours.slice(0, MOST);
  if (shown.length === 0) return null;
  const rows = Math.ceil(shown.length / 2);
  const height = Math.max(90, rows * ROW + 20);
  return (
    <svg className="ego" viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={t`What ${name} is connected to`}>
      {shown.map((neighbour, at) => {
        const x = at % 2 === 0 ? BESIDE : WIDTH - BESIDE;
        return <line key={neighbour.id} x1={WIDTH / 2} y1={height / 2} x2={x} y2={yOf(at)} />;
      })}
      <g className="ego-self">
        <circle cx={WIDTH / 2} cy={height / 2} r={14} />
      </g>
      {shown.map((neighbour, at) => (
        <NeighbourMark key={neighbour.id} neighbour={neighbour} isLeft={at % 2 === 0} y={yOf(at)} />
      ))}
    </svg>
  );
}

function yOf(at: number): number {
  return 30 + Math.floor(at / 2) * ROW;
}

interface NeighbourMarkProps {
  readonly neighbour: Neighbour;
  readonly isLeft: boolean;
  readonly y: number;
}

function NeighbourMark({ neighbour: { id, name, why }, isLeft, y }: NeighbourMarkProps) {
  const router = useRouter();
  const { href } = router.buildLocation(placeOfId(id));
  const x = isLeft ? BESIDE : WIDTH - BESIDE;
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void router.navigate(placeOfId(id));
  };
  const text = { x: isLeft ? x - 14 : x + 14, textAnchor: isLeft ? ("end" as const) : ("start" as const) };
  return (
    <a href={href} onClick={follow}>
      <circle cx={x} cy={y} r={7} />
      <text {...text} y={y}>
        {shorten(plainText(name))}
      </text>
      <text {...text} y={y + 13} className="ego-why">
        {why}
      </text>
    </a>
  );
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join("")}…`;
}
