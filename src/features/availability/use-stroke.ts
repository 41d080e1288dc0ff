import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { cellAt, patchBetween, type Cell } from "./grid";
import type { Brush, Patch } from "../../lib/week";

export type Stroke = { patch: Patch; brush: Brush };

/** A finger that rests this long wants to paint; one that moves sooner scrolls. */
const LONG_PRESS_MS = 350;
const STILL_PX = 10;
/** Within this distance of the upper and lower edge the grid scrolls along with the stroke. */
const EDGE_PX = 28;
const SCROLL_PX = 8;

type Point = { x: number; y: number };

type Gesture = {
  pointerId: number;
  anchor: Cell;
  from: Point;
  at: Point;
  brush: Brush;
  /** Null while it is not known yet whether the finger paints or scrolls. */
  isPainting: boolean;
  timer: ReturnType<typeof setTimeout> | null;
};

type StrokeOptions = {
  /** What scrolls and takes the pointer. */
  scroller: RefObject<HTMLElement | null>;
  /** Exactly the place of the cells. */
  cells: RefObject<HTMLElement | null>;
  brushAt: (cell: Cell) => Brush;
  /** Whether a finger paints at once, rather than after a long press. */
  paintsAtOnce: boolean;
  onFinish: (stroke: Stroke) => void;
};

/** Dragging over the grid with a mouse, a pen or a finger. Nothing is changed before the stroke ends. */
export function useStroke({ scroller, cells, brushAt, paintsAtOnce, onFinish }: StrokeOptions) {
  const gesture = useRef<Gesture | null>(null);
  const [stroke, setStroke] = useState<Stroke | null>(null);

  const cellUnder = (at: Point) => (cells.current ? cellIn(cells.current, at) : cellAt(0, 0));
  const draw = ({ anchor, at, brush }: Gesture) =>
    setStroke({ patch: patchBetween(anchor, cellUnder(at)), brush });
  const start = (started: Gesture) => {
    started.isPainting = true;
    scroller.current?.setPointerCapture(started.pointerId);
    draw(started);
  };
  const drop = () => {
    if (gesture.current?.timer) clearTimeout(gesture.current.timer);
    gesture.current = null;
    setStroke(null);
  };
  const followEdge = () => {
    const now = gesture.current;
    if (!now?.isPainting || !scroller.current || !scrollAtEdge(scroller.current, now.at.y)) return;
    draw(now);
    requestAnimationFrame(followEdge);
  };
  useTouchGuard(scroller, gesture);

  return {
    stroke,
    drop,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        const isOnCell = event.target instanceof Element && event.target.closest("[data-cell]");
        if (event.button !== 0 || gesture.current || !isOnCell) {
          drop();
          return;
        }
        const at = { x: event.clientX, y: event.clientY };
        const anchor = cellUnder(at);
        const { pointerId } = event;
        const brush = brushAt(anchor);
        const still = { isPainting: false, timer: null };
        const begun: Gesture = { pointerId, anchor, from: at, at, brush, ...still };
        gesture.current = begun;
        if (event.pointerType !== "touch" || paintsAtOnce) start(begun);
        else {
          begun.timer = setTimeout(() => {
            start(begun);
            // Not every browser has it, and none needs it.
            (navigator as Partial<Navigator>).vibrate?.(10);
          }, LONG_PRESS_MS);
        }
      },
      onPointerMove: (event: PointerEvent) => {
        const now = gesture.current;
        if (now?.pointerId !== event.pointerId) return;
        now.at = { x: event.clientX, y: event.clientY };
        if (now.isPainting) {
          draw(now);
          followEdge();
        } else if (Math.hypot(now.at.x - now.from.x, now.at.y - now.from.y) > STILL_PX) drop();
      },
      onPointerUp: (event: PointerEvent) => {
        const now = gesture.current;
        if (now?.pointerId !== event.pointerId) return;
        drop();
        if (now.isPainting) {
          onFinish({ patch: patchBetween(now.anchor, cellUnder(now.at)), brush: now.brush });
        }
      },
      onPointerCancel: drop,
    },
  };
}

/** The cell under a point of the screen; Monday stands on the right where one reads from there. */
function cellIn(cells: HTMLElement, { x, y }: Point): Cell {
  const box = cells.getBoundingClientRect();
  const fromLeft = (x - box.left) / box.width;
  const isReversed = getComputedStyle(cells).direction === "rtl";
  return cellAt(isReversed ? 1 - fromLeft : fromLeft, (y - box.top) / box.height);
}

/** Scrolls when a stroke nears an edge; false when there is nothing to scroll. */
function scrollAtEdge(scroller: HTMLElement, y: number): boolean {
  const { top, bottom } = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  if (y < top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
  else if (y > bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
  return scroller.scrollTop !== before;
}

/** Keeps the page from scrolling, and its menu from opening, under a finger that paints. */
function useTouchGuard(
  scroller: RefObject<HTMLElement | null>,
  gesture: RefObject<Gesture | null>,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const guard = (event: Event) => {
      if (gesture.current?.isPainting && event.cancelable) event.preventDefault();
    };
    // React listens passively to touches, and a passive listener cannot hold the page.
    element.addEventListener("touchmove", guard, { passive: false });
    element.addEventListener("contextmenu", guard);
    return () => {
      element.removeEventListener("touchmove", guard);
      element.removeEventListener("contextmenu", guard);
    };
  }, [scroller, gesture]);
}
