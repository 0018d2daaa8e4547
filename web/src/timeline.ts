// SPDX-License-Identifier: Apache-2.0
// Events over time, stacked by class or type, with a brush that chooses days.
import { scaleLinear } from 'd3-scale';
import type { Overview, Timeline } from './api.ts';
import { announce, eachFrame, h, s } from './dom.ts';
import { binName, day, dayOf, isoOf, number } from './format.ts';
import { panel } from './panel.ts';
import { go, state } from './state.ts';
import { strings, ui } from './strings.ts';

const DAY = 86_400_000;
const MARGIN = { top: 8, right: 14, bottom: 22, left: 44 };
const HEIGHT = 190;

/** The first moment behind a bin. */
function endOf(unit: Timeline['unit'], start: Date): Date {
  const d = new Date(start);
  if (unit === 'day' || unit === 'week') d.setUTCDate(d.getUTCDate() + (unit === 'day' ? 1 : 7));
  else d.setUTCMonth(d.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[unit]);
  return d;
}

/** Rounded steps of time for the axis: years, months or days. */
function ticks(from: number, to: number, most: number): [number, string][] {
  const span = (to - from) / DAY;
  const steps: [number, (d: Date) => void, Intl.DateTimeFormatOptions][] = [];
  const years = [1, 2, 5, 10, 20, 50, 100, 200];
  for (const n of [1, 2, 7, 14]) steps.push([n, (d) => d.setUTCDate(d.getUTCDate() + n), { day: 'numeric', month: 'short' }]);
  for (const n of [1, 3, 6]) steps.push([30.4 * n, (d) => d.setUTCMonth(d.getUTCMonth() + n), { month: 'short', year: '2-digit' }]);
  for (const n of years) steps.push([365.25 * n, (d) => d.setUTCFullYear(d.getUTCFullYear() + n), { year: 'numeric' }]);
  const [size, next, look] = steps.find(([days]) => span / days <= most) ?? steps[steps.length - 1]!;
  const at = new Date(from);
  if (size > 20) at.setUTCDate(1);
  if (size > 300) at.setUTCMonth(0);
  if (size > 400) at.setUTCFullYear(Math.floor(at.getUTCFullYear() / Math.round(size / 365.25)) * Math.round(size / 365.25));
  const format = new Intl.DateTimeFormat(undefined, { ...look, timeZone: 'UTC' });
  const out: [number, string][] = [];
  for (let i = 0; at.getTime() <= to && i < 200; i++, next(at))
    if (at.getTime() >= from) out.push([at.getTime(), format.format(at)]);
  return out;
}

export function timeline(): { el: HTMLElement; draw(o: Overview): void; restate(): void } {
  let data: Timeline | null = null;
  let width = 600;
  const svg = s('svg', { role: 'group', 'aria-label': ui('timeline'), 'aria-describedby': 'timeline-hint', height: HEIGHT });
  const body = h('div', { class: 'chart' }, svg);
  const series = h('select', { 'aria-label': ui('timeline'), onchange: () => go({ ...state(), series: series.value === 'quad' ? '' : series.value }, true) },
    h('option', { value: 'quad' }, ui('byQuad')), h('option', { value: 'type' }, ui('byType')));
  const button = (label: 'zoomIn' | 'zoomOut' | 'zoomAll' | 'brushClear', sign: string, work: () => void) =>
    h('button', { type: 'button', 'aria-label': ui(label), title: ui(label), onclick: work }, sign);

  const x = () => scaleLinear([dayOf(data!.from).getTime(), dayOf(data!.to).getTime() + DAY], [MARGIN.left, width - MARGIN.right]);
  const clamp = (t: number) => Math.min(Math.max(t, dayOf(data!.from).getTime()), dayOf(data!.to).getTime());

  function zoom(by: number): void {
    if (!data) return;
    const st = state();
    const from = dayOf(data.from).getTime(), to = dayOf(data.to).getTime();
    const a = st.since ? clamp(dayOf(st.since).getTime()) : from, b = st.until ? clamp(dayOf(st.until).getTime()) : to;
    const middle = (a + b) / 2;
    const half = by < 1 && (st.since || st.until) && b - a < (to - from) * 0.9 ? (b - a) * 0.55 : ((to - from) * by) / 2;
    go({ ...st, from: isoOf(new Date(middle - Math.max(half, 3 * DAY))), to: isoOf(new Date(middle + Math.max(half, 3 * DAY))) });
  }

  /** Days are whole bins, so that what is chosen is what is seen. */
  function choose(a: number, b: number, replace: boolean): void {
    const [lo, hi] = a < b ? [a, b] : [b, a];
    const starts = data!.bins.map(([d]) => dayOf(d).getTime());
    const unit = data!.unit;
    const snapDown = (t: number) => (unit === 'day' ? t : Math.max(...starts.filter((v) => v <= t), dayOf(data!.from).getTime()));
    const since = isoOf(new Date(snapDown(lo)));
    const until = isoOf(new Date(unit === 'day' ? hi : endOf(unit, new Date(snapDown(hi))).getTime() - DAY));
    go({ ...state(), since, until }, replace);
  }

  function bars(by: 'quad' | 'type', top: number): SVGGElement {
    const scaleX = x();
    const scaleY = scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]);
    const n = by === 'quad' ? 4 : data!.types.length;
    const paths: string[] = Array.from({ length: n }, () => '');
    for (const [start, counts] of data!.bins) {
      const from = dayOf(start);
      const left = scaleX(Math.max(from.getTime(), dayOf(data!.from).getTime()));
      const right = scaleX(Math.min(endOf(data!.unit, from).getTime(), dayOf(data!.to).getTime() + DAY));
      const w = Math.max(right - left - (right - left > 4 ? 1 : 0), 0.8);
      let at = 0;
      for (let k = 0; k < n; k++) {
        const count = by === 'type' ? counts[k]! : counts.reduce((sum, c, i) => sum + (data!.quads[i] === k + 1 ? c : 0), 0);
        if (!count) continue;
        const y = scaleY(at + count);
        paths[k] += `M${left.toFixed(1)},${y.toFixed(1)}h${w.toFixed(1)}v${(scaleY(at) - y).toFixed(1)}h-${w.toFixed(1)}z`;
        at += count;
      }
    }
    const g = s('g', { 'aria-hidden': 'true' });
    paths.forEach((d, k) => {
      if (!d) return;
      const quad = by === 'quad' ? k + 1 : data!.quads[k]!;
      const shade = by === 'quad' ? 0 : data!.types.slice(0, k).filter((_, i) => data!.quads[i] === quad).length;
      g.append(s('path', { d, class: `q${quad} shade${shade}` },
        s('title', null, by === 'quad' ? strings.quads[k]! : strings.types[data!.types[k]!] ?? data!.types[k]!)));
    });
    return g;
  }

  function axes(top: number): SVGGElement {
    const scaleX = x(), scaleY = scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]);
    const g = s('g', { class: 'axis', 'aria-hidden': 'true' });
    for (const v of scaleY.ticks(4).filter(Number.isInteger))
      g.append(s('line', { x1: MARGIN.left, x2: width - MARGIN.right, y1: scaleY(v), y2: scaleY(v) }),
        s('text', { x: MARGIN.left - 6, y: scaleY(v) + 4, 'text-anchor': 'end' }, number(v)));
    const [a, b] = scaleX.domain() as [number, number];
    for (const [t, label] of ticks(a, b, Math.max(2, width / 90)))
      g.append(s('text', { x: scaleX(t), y: HEIGHT - 6, 'text-anchor': 'middle' }, label));
    return g;
  }

  /** A handle of the brush: a slider for the keyboard, an edge for the mouse. */
  function handle(which: 'since' | 'until'): SVGGElement {
    const st = state(), scaleX = x();
    const days = (t: number) => Math.round(t / DAY);
    const from = dayOf(data!.from).getTime(), to = dayOf(data!.to).getTime();
    const now = clamp(st[which] ? dayOf(st[which]!).getTime() : which === 'since' ? from : to);
    const at = scaleX(which === 'since' ? now : now + DAY);
    const g = s('g', {
      class: 'handle', role: 'slider', tabindex: 0, 'data-which': which, 'aria-orientation': 'horizontal',
      'aria-label': ui(which === 'since' ? 'brushFrom' : 'brushTo'), 'aria-valuemin': days(from),
      'aria-valuemax': days(to), 'aria-valuenow': days(now), 'aria-valuetext': day(isoOf(new Date(now))),
    },
      s('rect', { x: at - 9, y: MARGIN.top, width: 18, height: HEIGHT - MARGIN.top - MARGIN.bottom, class: 'grip' }),
      s('line', { x1: at, x2: at, y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom }),
      s('rect', { x: at - 3, y: HEIGHT / 2 - 22, width: 6, height: 24, rx: 3, class: 'knob' }));
    g.addEventListener('keydown', (event) => {
      const e = event as KeyboardEvent;
      const unit = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[data!.unit] * DAY;
      const step = ({ ArrowLeft: -unit, ArrowDown: -unit, ArrowRight: unit, ArrowUp: unit, PageDown: -6 * unit, PageUp: 6 * unit, Home: -1e15, End: 1e15 } as Record<string, number>)[e.key];
      if (e.key === 'Escape') clear();
      if (step === undefined) return;
      e.preventDefault();
      const other = which === 'since' ? (st.until ? dayOf(st.until).getTime() : to) : st.since ? dayOf(st.since).getTime() : from;
      const moved = clamp(which === 'since' ? Math.min(now + step, other) : Math.max(now + step, other));
      choose(moved, other, true);
      svg.querySelector<SVGElement>(`[data-which=${which}]`)?.focus();
    });
    return g;
  }

  const clear = () => go({ ...state(), since: '', until: '' });

  function brush(): SVGGElement {
    const st = state(), scaleX = x();
    const g = s('g', { class: 'brush' });
    if (st.since || st.until) {
      const a = scaleX(clamp(st.since ? dayOf(st.since).getTime() : -1e15));
      const b = scaleX(clamp(st.until ? dayOf(st.until).getTime() : 1e15) + DAY);
      const height = HEIGHT - MARGIN.top - MARGIN.bottom;
      g.append(s('rect', { class: 'outside', x: MARGIN.left, y: MARGIN.top, width: Math.max(a - MARGIN.left, 0), height }),
        s('rect', { class: 'outside', x: b, y: MARGIN.top, width: Math.max(width - MARGIN.right - b, 0), height }),
        s('rect', { class: 'chosen', x: a, y: MARGIN.top, width: Math.max(b - a, 1), height }));
    }
    g.append(handle('since'), handle('until'));
    return g;
  }

  function redraw(): void {
    if (!data) return;
    const by = state().series === 'type' ? 'type' : 'quad';
    series.value = by;
    const top = Math.max(1, ...data.bins.map(([, c]) => c.reduce((a, b) => a + b, 0)));
    const had = document.activeElement?.getAttribute('data-which');
    svg.setAttribute('width', String(width));
    svg.replaceChildren(axes(top), bars(by, top), brush());
    if (had && svg.isConnected) svg.querySelector<SVGElement>(`[data-which=${had}]`)?.focus();
  }

  // Dragging chooses; a drag that begins at a handle moves it.
  let dragging: { anchor: number } | null = null;
  const timeAt = (e: PointerEvent) => clamp(x().invert(e.clientX - svg.getBoundingClientRect().left));
  let last: PointerEvent | null = null;
  const follow = eachFrame(() => {
    if (dragging && last) choose(dragging.anchor, timeAt(last), true);
  });
  svg.addEventListener('pointerdown', (e) => {
    if (!data || e.button) return;
    const which = (e.target as Element).closest('[data-which]')?.getAttribute('data-which');
    const st = state();
    const other = which === 'since' ? st.until ?? data.to : which === 'until' ? st.since ?? data.from : null;
    dragging = { anchor: other ? clamp(dayOf(other).getTime()) : timeAt(e) };
    svg.setPointerCapture(e.pointerId);
    last = null;
    e.preventDefault();
  });
  svg.addEventListener('pointermove', (e) => {
    if (!dragging) return;
    last = e;
    follow();
  });
  svg.addEventListener('pointerup', () => {
    dragging = null;
    const st = state();
    if (last && st.since && st.until) announce(`${day(st.since)} – ${day(st.until)}`);
  });
  svg.addEventListener('wheel', (e) => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    zoom(e.deltaY < 0 ? 0.6 : 1.6);
  }, { passive: false });

  const rows = (): (string | number)[][] => {
    if (!data) return [];
    return [[ui('date'), ...data.types.map((t) => strings.types[t] ?? t)],
      ...data.bins.map(([d, counts]) => [binName(data!.unit, d), ...counts])];
  };
  const p = panel({
    name: 'timeline', title: 'timeline', hint: 'timelineHint', body, svg: () => svg, rows,
    tools: [series, button('zoomIn', '+', () => zoom(0.5)), button('zoomOut', '−', () => zoom(2)),
      button('zoomAll', '⤢', () => void (data && go({ ...state(), from: data.first, to: data.last }))), button('brushClear', '×', clear)],
    act: (i) => () => {
      const start = dayOf(data!.bins[i]![0]);
      go({ ...state(), since: isoOf(start), until: isoOf(new Date(endOf(data!.unit, start).getTime() - DAY)) });
    },
  });
  new ResizeObserver(() => {
    if (!body.clientWidth || Math.abs(body.clientWidth - width) < 2) return;
    width = body.clientWidth;
    redraw();
  }).observe(body);
  return {
    el: p.el,
    draw(o) {
      data = o.timeline;
      redraw();
      p.refresh();
    },
    restate() {
      redraw();
      p.refresh();
    },
  };
}
