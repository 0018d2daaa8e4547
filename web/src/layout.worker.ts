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

onmessage = (event: MessageEvent<Asked>) => {
  const { number, width, height, nodes, edges } = event.data;
  const known = nodes.filter((n) => n.x !== undefined).length;
  const points: Point[] = nodes.map((n) => ({ ...n }));
  // Those already on the page stay about where they are.
  const warm = nodes.length > 0 && known / nodes.length > 0.6;
  const force = forceSimulation<Point>(points)
    .force('link', forceLink<Point, { source: number | Point; target: number | Point; n: number }>(edges.map((e) => ({ ...e })))
      .distance(46).strength((e) => Math.min(0.5, 0.05 + 0.07 * Math.log2(1 + e.n))))
    .force('charge', forceManyBody<Point>().strength((p) => -30 - 5 * p.r).distanceMax(400))
    .force('x', forceX<Point>(width / 2).strength(0.09))
    .force('y', forceY<Point>(height / 2).strength(0.09 * Math.max(1, width / height)))
    .force('collide', forceCollide<Point>((p) => p.r + 3))
    .stop();
  if (warm) force.alpha(0.35);
  force.tick(warm ? 70 : 220);
  const answer: Laid = { number, at: points.map((p) => [p.x ?? 0, p.y ?? 0]) };
  postMessage(answer);
};
