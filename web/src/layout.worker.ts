// SPDX-License-Identifier: Apache-2.0
// The network's layout, off the page's thread. The same network gives the same picture: d3-force
// draws no random numbers of the browser's.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';

export interface Asked {
  number: number;
  width: number;
  height: number;
  nodes: { r: number; x?: number; y?: number }[];
  edges: { source: number; target: number; n: number }[];
}
export interface Laid {
  number: number;
  at: [number, number][];
}

interface Point extends SimulationNodeDatum {
  r: number;
}

/** A newer question ends the work on an older one, which leaves the processor to the answer. */
let newest = 0;
const TICKS_AT_ONCE = 12;

onmessage = (event: MessageEvent<Asked>) => {
  const { number, width, height, nodes, edges } = event.data;
  const known = nodes.filter((n) => n.x !== undefined).length;
  const points: Point[] = nodes.map((n) => ({ ...n }));
  // Those already on the page stay about where they are.
  const warm = nodes.length > 0 && known / nodes.length > 0.6;
  const degrees = nodes.map(() => 0);
  for (const e of edges) {
    degrees[e.source]!++;
    degrees[e.target]!++;
  }
  // A tie counts for less the more ties both ends have: else the middle is one clod.
  const strengths = edges.map((e) => Math.min(0.6, 0.2 + 0.08 * Math.log2(1 + e.n)) / Math.min(degrees[e.source]!, degrees[e.target]!));
  const dense = Math.sqrt(Math.max(1, nodes.length / 60));
  const force = forceSimulation<Point>(points)
    .force('link', forceLink<Point, { source: number | Point; target: number | Point }>(edges.map(({ source, target }) => ({ source, target })))
      .distance(50 * dense).strength((_, i) => strengths[i]!))
    .force('charge', forceManyBody<Point>().strength((p) => (-40 - 6 * p.r) * dense).distanceMax(500 * dense))
    // Who has no tie in the picture is held nearer, so that the others have the room.
    .force('x', forceX<Point>(width / 2).strength((_, i) => (degrees[i] ? 0.07 : 0.25)))
    .force('y', forceY<Point>(height / 2).strength((_, i) => (degrees[i] ? 0.07 : 0.25) * Math.max(1, width / height)))
    .force('collide', forceCollide<Point>((p) => p.r + 3 + 2 * dense))
    .stop();
  newest = number;
  if (warm) force.alpha(0.35);
  let left = warm ? 70 : 220;
  const work = () => {
    if (newest !== number) return;
    force.tick(Math.min(left, TICKS_AT_ONCE));
    left -= TICKS_AT_ONCE;
    if (left > 0) {
      setTimeout(work);
      return;
    }
    const answer: Laid = { number, at: points.map((p) => [p.x ?? 0, p.y ?? 0]) };
    postMessage(answer);
  };
  work();
};
