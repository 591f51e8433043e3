// Moving a map: by dragging, wheel, fingers, buttons and arrow keys. In: where it begins. Out: the outlook, and what to hang on the map.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { clampZoom, PLANE, type Outlook } from "./projected.js";

const STEP = 1.6;

export interface Movable {
  readonly outlook: Outlook;
  readonly zoomBy: (times: number) => void;
  readonly show: (outlook: Outlook) => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerUp: () => void;
  };
}

/** `start`: what is shown until somebody moves it. */
export function useOutlook(start: Outlook): Movable {
  const [moved, show] = useState<Outlook | null>(null);
  const outlook = moved ?? start;
  const grip = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const zoomBy = (times: number): void => show({ ...outlook, zoom: clampZoom(outlook.zoom * times) });
  const moveBy = (dx: number, dy: number): void => show({ ...outlook, x: outlook.x + dx, y: outlook.y + dy });
  const far = PLANE / outlook.zoom / 6;
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => moveBy(-far, 0),
    ArrowRight: () => moveBy(far, 0),
    ArrowUp: () => moveBy(0, -far),
    ArrowDown: () => moveBy(0, far),
    "+": () => zoomBy(STEP),
    "=": () => zoomBy(STEP),
    "-": () => zoomBy(1 / STEP),
  };
  return {
    outlook,
    zoomBy,
    show,
    handlers: {
      onKeyDown: (event) => {
        const act = keys[event.key];
        if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        act();
      },
      onPointerDown: (event) => void (grip.current = { x: event.clientX, y: event.clientY }),
      onPointerMove: (event) => {
        if (grip.current === null || event.buttons === 0) return;
        const scale = PLANE / outlook.zoom / event.currentTarget.clientWidth;
        moveBy((grip.current.x - event.clientX) * scale, (grip.current.y - event.clientY) * scale);
        grip.current = { x: event.clientX, y: event.clientY };
      },
      onPointerUp: () => void (grip.current = null),
    },
  };
}
