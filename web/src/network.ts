// SPDX-License-Identifier: Apache-2.0
// Who deals with whom: actors as nodes, dyads as edges from cooperation (blue) to conflict (orange).
import type { Edge, Node, Overview } from './api.ts';
import { h, roving, s } from './dom.ts';
import { goldstein, number } from './format.ts';
import type { Asked, Laid } from './layout.worker.ts';
import { panel } from './panel.ts';
import { go, state, withFilter } from './state.ts';
import { strings, ui } from './strings.ts';

const HEIGHT = 430;
const MOST_LABELS = 90;

/** One of nine steps of colour for a mean Goldstein score. */
export const step = (g: number): number => Math.min(8, Math.max(0, Math.round((g + 10) / 2.5)));

export function network(): { el: HTMLElement; draw(o: Overview): void; restate(): void } {
  let nodes: Node[] = [];
  let edges: Edge[] = [];
  let at: [number, number][] = [];
  let width = 500;
  let asked = 0;
  const remembered = new Map<string, [number, number]>();
  const svg = s('svg', { role: 'group', 'aria-label': ui('network'), 'aria-describedby': 'network-hint', height: HEIGHT });
  const body = h('div', { class: 'chart' }, svg, legend());
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });

  function legend(): HTMLElement {
    const scale = h('span', { class: 'scale', 'aria-hidden': 'true' });
    for (let i = 8; i >= 0; i--) scale.append(h('i', { class: `g${i}` }));
    return h('p', { class: 'legend' }, ui('cooperation'), scale, ui('conflict'));
  }

  const radius = (n: Node) => 3 + (nodes.length > 120 ? 9 : 13) * Math.sqrt(n.n / Math.max(1, nodes[0]?.n ?? 1));
  const filterNode = (i: number) => go(withFilter(state(), 'either', nodes[i]!.code));
  const filterEdge = (e: Edge) => go({ ...state(), either: '', dyad: `${nodes[e.actor]!.code}:${nodes[e.recipient]!.code}` });
  const edgeName = (e: Edge) => `${nodes[e.actor]!.name} → ${nodes[e.recipient]!.name}`;

  /** Into the frame, whatever the forces made of it; the dense middle gets more room than its share. */
  function fit(points: [number, number][]): [number, number][] {
    const cx = points.reduce((sum, p) => sum + p[0], 0) / points.length, cy = points.reduce((sum, p) => sum + p[1], 0) / points.length;
    const bent = points.map(([x, y]): [number, number] => {
      const r = Math.hypot(x - cx, y - cy) || 1;
      const k = Math.pow(r, -0.3);
      return [(x - cx) * k, (y - cy) * k];
    });
    const xs = bent.map((p) => p[0]), ys = bent.map((p) => p[1]);
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const kx = (width - 90) / Math.max(x1 - x0, 30), ky = (HEIGHT - 60) / Math.max(y1 - y0, 30);
    return bent.map(([x, y]) => [width / 2 + (x - (x0 + x1) / 2) * kx, HEIGHT / 2 - 6 + (y - (y0 + y1) / 2) * ky]);
  }

  function labels(): SVGGElement {
    const g = s('g', { class: 'labels', 'aria-hidden': 'true' });
    const taken: [number, number, number, number][] = [];
    let drawn = 0;
    for (let i = 0; i < nodes.length && drawn < MOST_LABELS; i++) {
      const [x, y] = at[i]!;
      const name = nodes[i]!.name.length > 26 ? nodes[i]!.code : nodes[i]!.name;
      const w = name.length * 6.2 + 4, r = radius(nodes[i]!);
      const box: [number, number, number, number] = [x - w / 2, y + r, x + w / 2, y + r + 13];
      if (box[0] < 0 || box[2] > width || box[3] > HEIGHT) continue;
      if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
      taken.push(box);
      g.append(s('text', { x: x.toFixed(1), y: (y + r + 11).toFixed(1), 'text-anchor': 'middle' }, name));
      drawn++;
    }
    return g;
  }

  function redraw(): void {
    const most = Math.max(1, edges[0]?.n ?? 1);
    const lines = s('g', { class: 'edges', 'aria-hidden': 'true' });
    for (let i = edges.length - 1; i >= 0; i--) {
      const e = edges[i]!;
      const a = at[e.actor], b = at[e.recipient];
      if (!a || !b) continue;
      const line = s('line', {
        x1: a[0].toFixed(1), y1: a[1].toFixed(1), x2: b[0].toFixed(1), y2: b[1].toFixed(1), 'data-edge': i,
        'data-ends': `${e.actor} ${e.recipient}`, class: `g${step(e.goldstein)}`,
        'stroke-width': (0.8 + 6 * Math.sqrt(e.n / most)).toFixed(1),
        'stroke-opacity': edges.length > 300 ? (0.12 + 0.6 * Math.sqrt(e.n / most)).toFixed(2) : 0.6,
      });
      lines.append(line);
    }
    const dots = s('g', { class: 'nodes' });
    nodes.forEach((n, i) => {
      const p = at[i];
      if (!p) return;
      dots.append(s('circle', {
        cx: p[0].toFixed(1), cy: p[1].toFixed(1), r: radius(n).toFixed(1), role: 'button', tabindex: i ? -1 : 0,
        'data-node': i, 'aria-label': strings.nodeLabel(n.name, number(n.n)),
      }));
    });
    svg.setAttribute('width', String(width));
    svg.replaceChildren(lines, dots, labels(), tip);
  }

  // One tooltip, moved about; a <title> for each of a thousand edges costs more than the edges.
  const tip = s('g', { class: 'tip', 'aria-hidden': 'true' });
  function point(text: string, x: number, y: number): void {
    const w = text.length * 6.4 + 14;
    const left = Math.min(Math.max(x - w / 2, 2), width - w - 2);
    tip.replaceChildren(s('rect', { x: left, y: Math.max(y - 34, 2), width: w, height: 22, rx: 4 }),
      s('text', { x: left + 7, y: Math.max(y - 34, 2) + 15 }, text));
  }
  function light(i: number | null): void {
    svg.classList.toggle('lit', i !== null);
    for (const el of svg.querySelectorAll('.on')) el.classList.remove('on');
    tip.replaceChildren();
    if (i === null) return;
    const near = new Set<string>([String(i)]);
    for (const line of svg.querySelectorAll(`[data-ends^="${i} "],[data-ends$=" ${i}"]`)) {
      line.classList.add('on');
      for (const end of line.getAttribute('data-ends')!.split(' ')) near.add(end);
    }
    for (const el of svg.querySelectorAll('[data-node]')) if (near.has(el.getAttribute('data-node')!)) el.classList.add('on');
    const n = nodes[i]!;
    point(`${n.name} (${n.code}): ${number(n.n)}`, at[i]![0], at[i]![1]);
  }
  const nodeOf = (t: EventTarget | null) => {
    const v = (t as Element | null)?.closest?.('[data-node]')?.getAttribute('data-node');
    return v == null ? null : Number(v);
  };
  const edgeOf = (t: EventTarget | null) => {
    const v = (t as Element | null)?.closest?.('[data-edge]')?.getAttribute('data-edge');
    return v == null ? null : edges[Number(v)]!;
  };
  svg.addEventListener('pointerover', (e) => {
    const edge = edgeOf(e.target);
    light(nodeOf(e.target));
    if (!edge) return;
    (e.target as Element).classList.add('on');
    const box = svg.getBoundingClientRect();
    point(`${edgeName(edge)}: ${number(edge.n)}, ${strings.mean(goldstein(edge.goldstein))}`, e.clientX - box.left, e.clientY - box.top);
  });
  svg.addEventListener('pointerleave', () => light(null));
  svg.addEventListener('focusin', (e) => light(nodeOf(e.target)));
  svg.addEventListener('focusout', () => light(null));
  svg.addEventListener('click', (e) => {
    const i = nodeOf(e.target), edge = edgeOf(e.target);
    if (i !== null) filterNode(i);
    else if (edge) filterEdge(edge);
  });
  svg.addEventListener('keydown', (e) => {
    const i = nodeOf(e.target);
    if (i === null || (e.key !== 'Enter' && e.key !== ' ')) return;
    e.preventDefault();
    filterNode(i);
  });
  roving(svg, '[data-node]', (el) => at[Number(el.getAttribute('data-node'))] ?? [0, 0]);

  worker.onmessage = (e: MessageEvent<Laid>) => {
    if (e.data.number !== asked) return;
    e.data.at.forEach((p, i) => remembered.set(nodes[i]!.code, p));
    at = fit(e.data.at);
    redraw();
  };

  function lay(): void {
    const message: Asked = {
      number: ++asked, width, height: HEIGHT,
      nodes: nodes.map((n) => {
        const p = remembered.get(n.code);
        return { r: radius(n), ...(p ? { x: p[0], y: p[1] } : {}) };
      }),
      edges: edges.map((e) => ({ source: e.actor, target: e.recipient, n: e.n })),
    };
    worker.postMessage(message);
  }

  const rows = (): (string | number)[][] => [
    [`${ui('actor')} → ${ui('recipient')}`, ui('count'), ui('meanGoldstein'), ...strings.quads],
    ...edges.map((e) => [edgeName(e), e.n, e.goldstein, ...e.quads]),
  ];
  const p = panel({
    name: 'network', title: 'network', hint: 'networkHint', tools: [], body, svg: () => svg, rows,
    act: (i) => () => filterEdge(edges[i]!),
  });
  new ResizeObserver(() => {
    if (!body.clientWidth || Math.abs(body.clientWidth - width) < 8) return;
    width = body.clientWidth;
    if (nodes.length) lay();
  }).observe(body);
  return {
    el: p.el,
    draw(o) {
      ({ nodes, edges } = o.network);
      // What is known of the last layout is shown at once; the new one follows.
      const known = nodes.map((n) => remembered.get(n.code));
      at = known.every(Boolean) && nodes.length ? fit(known as [number, number][]) : [];
      if (at.length || !nodes.length) redraw();
      if (nodes.length) lay();
      p.refresh();
    },
    restate: () => p.refresh(),
  };
}
