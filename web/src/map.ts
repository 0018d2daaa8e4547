// SPDX-License-Identifier: Apache-2.0
// Where: places as clustered circles on a world map whose geometry comes with the page (Natural
// Earth, public domain, as world-atlas packs it); the countries of those who took part are lit.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology, GeometryCollection } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import type { Overview, Spot } from './api.ts';
import { countryOf } from './countries.ts';
import { eachFrame, h, roving, s } from './dom.ts';
import { goldstein, number } from './format.ts';
import { step } from './network.ts';
import { panel } from './panel.ts';
import { go, state, withFilter } from './state.ts';
import { strings, ui } from './strings.ts';

const TALLEST = 430;
const MOST_ZOOM = 40;

interface Cluster {
  x: number; y: number; n: number; sum: number; members: Spot[];
}

export function worldMap(): { el: HTMLElement; draw(o: Overview): void; restate(): void } {
  const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const shapes = feature(topology, topology.objects.countries).features as Feature<Geometry, { name: string }>[];
  let spots: Spot[] = [];
  let lit: Record<string, number> = {};
  let width = 600, height = TALLEST;
  let k = 1, tx = 0, ty = 0; // of the view, over the projected world
  const svg = s('svg', { role: 'group', 'aria-label': ui('map'), 'aria-describedby': 'map-hint' });
  const body = h('div', { class: 'chart' }, svg);
  const land = s('g', { class: 'land', 'aria-hidden': 'true' });
  const circles = s('g', { class: 'spots' });
  const tip = s('g', { class: 'tip', 'aria-hidden': 'true' });
  svg.append(land, circles, tip);
  const projection = geoNaturalEarth1();
  let clusters: Cluster[] = [];

  function shape(): void {
    height = Math.round(Math.min(TALLEST, Math.max(190, width * 0.56)));
    svg.setAttribute('height', String(height));
    projection.fitExtent([[2, 2], [width - 2, height - 2]], { type: 'Sphere' });
    const path = geoPath(projection).digits(1);
    svg.setAttribute('width', String(width));
    land.replaceChildren(s('path', { class: 'sea', d: path({ type: 'Sphere' }) ?? '' }));
    for (const f of shapes) {
      const code = countryOf(f.id, f.properties.name);
      land.append(s('path', { class: 'country', d: path(f) ?? '', 'data-code': code, 'data-name': f.properties.name }));
    }
  }

  /** The more events, the deeper; by powers, since a few countries have most of them. */
  function paint(): void {
    const most = Math.log1p(Math.max(1, ...Object.values(lit)));
    for (const el of land.querySelectorAll('.country')) {
      const n = lit[el.getAttribute('data-code') ?? ''] ?? 0;
      const look = `country c${n ? Math.max(1, Math.ceil((Math.log1p(n) / most) * 5)) : 0}`;
      if (el.getAttribute('class') !== look) el.setAttribute('class', look);
    }
  }

  /** Places nearer to each other than their circles are one, the larger one's. */
  function cluster(): void {
    const near = 18;
    const grid = new Map<string, Cluster[]>();
    clusters = [];
    for (const spot of spots) {
      const p = projection([spot.lon, spot.lat]);
      if (!p) continue;
      const x = p[0] * k + tx, y = p[1] * k + ty;
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const gx = Math.floor(x / near), gy = Math.floor(y / near);
      let home: Cluster | undefined;
      for (let i = gx - 1; i <= gx + 1 && !home; i++)
        for (let j = gy - 1; j <= gy + 1 && !home; j++)
          home = grid.get(`${i},${j}`)?.find((c) => Math.hypot(c.x - x, c.y - y) < near);
      if (!home) {
        home = { x, y, n: 0, sum: 0, members: [] };
        const cell = `${gx},${gy}`;
        grid.set(cell, [...(grid.get(cell) ?? []), home]);
        clusters.push(home);
      }
      home.n += spot.n;
      home.sum += spot.n * spot.goldstein;
      home.members.push(spot);
    }
    clusters.sort((a, b) => b.n - a.n);
  }

  function redraw(): void {
    land.setAttribute('transform', `translate(${tx.toFixed(1)},${ty.toFixed(1)})scale(${k.toFixed(3)})`);
    cluster();
    const most = Math.max(1, clusters[0]?.n ?? 1);
    const focused = document.activeElement?.getAttribute('data-cluster');
    circles.replaceChildren(...clusters.map((c, i) => s('circle', {
      cx: c.x.toFixed(1), cy: c.y.toFixed(1), r: (3 + 12 * Math.sqrt(c.n / most)).toFixed(1), 'data-cluster': i,
      class: `g${step(c.sum / c.n)}`, role: 'button', tabindex: i ? -1 : 0,
      'aria-label': c.members.length > 1 ? strings.clusterLabel(c.members.length, number(c.n)) : strings.placeLabel(c.members[0]!.name, number(c.n)),
    })));
    if (focused && svg.isConnected) circles.querySelector<SVGElement>(`[data-cluster="${focused}"]`)?.focus();
    tip.replaceChildren();
  }
  const soon = eachFrame(redraw);

  function zoom(by: number, x = width / 2, y = height / 2): void {
    const next = Math.min(MOST_ZOOM, Math.max(1, k * by));
    tx = x - ((x - tx) * next) / k;
    ty = y - ((y - ty) * next) / k;
    k = next;
    hold();
  }
  /** The world does not leave the frame. */
  function hold(): void {
    tx = Math.min(0, Math.max(tx, width - width * k));
    ty = Math.min(0, Math.max(ty, height - height * k));
    soon();
  }

  function open(c: Cluster): void {
    if (c.members.length === 1 || k >= MOST_ZOOM) {
      go(withFilter(state(), 'place', c.members[0]!.name.split(',')[0]!));
      return;
    }
    const xs = c.members.map((m) => projection([m.lon, m.lat])![0]), ys = c.members.map((m) => projection([m.lon, m.lat])![1]);
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    k = Math.min(MOST_ZOOM, Math.max(k * 2, 0.6 * Math.min(width / Math.max(x1 - x0, 1), height / Math.max(y1 - y0, 1))));
    tx = width / 2 - ((x0 + x1) / 2) * k;
    ty = height / 2 - ((y0 + y1) / 2) * k;
    hold();
  }

  /** What is in view, as a filter. */
  function chooseView(): void {
    const corner = (x: number, y: number) => projection.invert!([(x - tx) / k, (y - ty) / k]);
    const points = [corner(0, 0), corner(width, 0), corner(0, height), corner(width, height), corner(width / 2, 0), corner(width / 2, height)]
      .filter((p): p is [number, number] => !!p && Number.isFinite(p[0]) && Number.isFinite(p[1]));
    const clip = (v: number, most: number) => Math.min(most, Math.max(-most, v)).toFixed(2);
    const lon = points.map((p) => p[0]), lat = points.map((p) => p[1]);
    go({ ...state(), box: [clip(Math.min(...lat), 90), clip(Math.min(...lon), 180), clip(Math.max(...lat), 90), clip(Math.max(...lon), 180)].join(',') });
  }

  function point(text: string, x: number, y: number): void {
    const w = text.length * 6.4 + 14;
    const left = Math.min(Math.max(x - w / 2, 2), width - w - 2);
    tip.replaceChildren(s('rect', { x: left, y: Math.max(y - 40, 2), width: w, height: 22, rx: 4 }),
      s('text', { x: left + 7, y: Math.max(y - 40, 2) + 15 }, text));
  }
  const clusterOf = (t: EventTarget | null) => {
    const v = (t as Element | null)?.closest?.('[data-cluster]')?.getAttribute('data-cluster');
    return v == null ? null : clusters[Number(v)] ?? null;
  };
  function tell(target: EventTarget | null, e?: PointerEvent): void {
    const c = clusterOf(target);
    const country = (target as Element | null)?.closest?.('.country');
    if (c) {
      const names = c.members.slice(0, 3).map((m) => m.name).join(', ') + (c.members.length > 3 ? ' …' : '');
      point(`${names}: ${number(c.n)}, ${strings.mean(goldstein(c.sum / c.n))}`, c.x, c.y);
    } else if (country && e) {
      const box = svg.getBoundingClientRect();
      const n = lit[country.getAttribute('data-code') ?? ''] ?? 0;
      point(`${country.getAttribute('data-name')}: ${number(n)}`, e.clientX - box.left, e.clientY - box.top);
    } else tip.replaceChildren();
  }
  svg.addEventListener('pointerover', (e) => tell(e.target, e));
  svg.addEventListener('pointerleave', () => tip.replaceChildren());
  svg.addEventListener('focusin', (e) => tell(e.target));

  // A drag moves the map; a click is a drag that went nowhere.
  let drag: { x: number; y: number; moved: boolean; target: EventTarget | null } | null = null;
  const fingers = new Map<number, PointerEvent>();
  svg.addEventListener('pointerdown', (e) => {
    if (e.button) return;
    fingers.set(e.pointerId, e);
    drag = { x: e.clientX, y: e.clientY, moved: false, target: e.target };
  });
  addEventListener('pointermove', (e) => {
    if (!drag || !fingers.has(e.pointerId)) return;
    const others = [...fingers.values()].filter((f) => f.pointerId !== e.pointerId);
    const before = fingers.get(e.pointerId)!;
    fingers.set(e.pointerId, e);
    if (others.length === 1) {
      const o = others[0]!, box = svg.getBoundingClientRect();
      const was = Math.hypot(before.clientX - o.clientX, before.clientY - o.clientY), now = Math.hypot(e.clientX - o.clientX, e.clientY - o.clientY);
      if (was > 0) zoom(now / was, (e.clientX + o.clientX) / 2 - box.left, (e.clientY + o.clientY) / 2 - box.top);
      drag.moved = true;
      return;
    }
    if (!drag.moved && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 4) return;
    drag.moved = true;
    tx += e.clientX - before.clientX;
    ty += e.clientY - before.clientY;
    hold();
  });
  const release = (e: PointerEvent) => {
    fingers.delete(e.pointerId);
    const was = drag;
    if (fingers.size) return;
    drag = null;
    if (!was || was.moved || e.type !== 'pointerup') return;
    const c = clusterOf(was.target);
    const code = (was.target as Element).closest('.country')?.getAttribute('data-code');
    if (c) open(c);
    else if (code && lit[code]) go(withFilter(state(), 'country', code));
  };
  addEventListener('pointerup', release);
  addEventListener('pointercancel', release);
  svg.addEventListener('wheel', (e) => {
    if (!e.ctrlKey && !e.metaKey) return; // the page scrolls
    e.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(Math.exp(-e.deltaY / 300), e.clientX - box.left, e.clientY - box.top);
  }, { passive: false });
  svg.addEventListener('keydown', (e) => {
    if (e.key === '+' || e.key === '=') zoom(1.6);
    else if (e.key === '-') zoom(1 / 1.6);
    else if (e.key === 'Enter' || e.key === ' ') {
      const c = clusterOf(e.target);
      if (!c) return;
      e.preventDefault();
      open(c);
    }
  });
  roving(svg, '[data-cluster]', (el) => {
    const c = clusters[Number(el.getAttribute('data-cluster'))];
    return c ? [c.x, c.y] : [0, 0];
  });

  const rows = (): (string | number)[][] => [
    [ui('place'), ui('country'), ui('kind'), ui('latitude'), ui('longitude'), ui('count'), ui('meanGoldstein')],
    ...spots.map((p) => [p.name, p.country, p.kind, p.lat, p.lon, p.n, p.goldstein]),
  ];
  const button = (label: 'zoomIn' | 'zoomOut' | 'zoomAll' | 'box', sign: string, work: () => void) =>
    h('button', { type: 'button', 'aria-label': ui(label), title: ui(label), onclick: work }, sign);
  const p = panel({
    name: 'map', title: 'map', hint: 'mapHint', body, svg: () => svg, rows,
    tools: [button('zoomIn', '+', () => zoom(1.6)), button('zoomOut', '−', () => zoom(1 / 1.6)),
      button('zoomAll', '⤢', () => { k = 1; tx = ty = 0; soon(); }), button('box', '▣', chooseView)],
    act: (i) => () => go(withFilter(state(), 'place', spots[i]!.name.split(',')[0]!)),
  });
  shape();
  new ResizeObserver(() => {
    if (!body.clientWidth || Math.abs(body.clientWidth - width) < 8) return;
    width = body.clientWidth;
    shape();
    paint();
    hold();
  }).observe(body);
  return {
    el: p.el,
    draw(o) {
      spots = o.places;
      lit = o.countries;
      paint();
      redraw();
      p.refresh();
    },
    restate: () => p.refresh(),
  };
}
