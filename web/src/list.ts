// SPDX-License-Identifier: Apache-2.0
// Events in words. Only the rows in view are in the page; the others are fetched as it is scrolled.
import { address, get, type EventPage, type EventRow } from './api.ts';
import { eachFrame, h } from './dom.ts';
import { day, inWords, month, number } from './format.ts';
import { saveMenu } from './panel.ts';
import { go, query, state } from './state.ts';
import { strings, ui } from './strings.ts';

const ROW = 72; // pixels, as in style.css
const PAGE = 50;
const TALLEST = 12_000_000; // browsers cannot scroll further
const PAGES_KEPT = 100;

const SORTS = [['date', 'sortDate'], ['sources', 'sortSources'], ['goldstein', 'sortGoldstein'], ['added', 'sortAdded']] as const;
const GROUPS = [['', 'groupMonth'], ['type', 'groupType'], ['none', 'groupNone']] as const;

export function eventList(open: (e: EventRow) => void): {
  el: HTMLElement; draw(): Promise<void>; restate(): void; focus(): void;
} {
  const pages = new Map<number, EventRow[]>();
  const asked = new Set<number>();
  let total = 0;
  let serial = 0;
  let active = 0;
  let key = '';

  const rows = h('div', { class: 'rows' });
  const spacer = h('div', { class: 'spacer' }, rows);
  const box = h('div', {
    class: 'scroll', id: 'event-list', role: 'listbox', tabindex: 0, 'aria-labelledby': 'events-title',
  }, spacer);
  const count = h('span', { class: 'count', role: 'status' });
  const groupName = h('p', { class: 'group-name', 'aria-hidden': 'true' });
  const empty = h('p', { class: 'empty', hidden: true }, ui('noEvents'));

  const sort = h('select', { 'aria-label': ui('sort'), onchange: () => go({ ...state(), sort: sort.value === 'date' ? '' : sort.value }) },
    ...SORTS.map(([value, label]) => h('option', { value }, ui(label))));
  const rising = h('button', { type: 'button', onclick: () => go({ ...state(), rising: state().rising ? '' : '1' }) });
  const group = h('select', { 'aria-label': ui('group'), onchange: () => go({ ...state(), group: group.value }) },
    ...GROUPS.map(([value, label]) => h('option', { value }, ui(label))));
  const download = (form: string) => {
    const a = h('a', { href: address(`events${query(state(), { format: form, ...order() })}`), download: '' });
    a.click();
  };
  const el = h('section', { class: 'panel list', id: 'events', 'aria-labelledby': 'events-title' },
    h('header', null, h('h2', { id: 'events-title' }, ui('events')), count,
      h('div', { class: 'tools' }, sort, rising, group,
        saveMenu([['saveCsv', () => download('csv')], ['saveJsonl', () => download('jsonl')]]))),
    groupName, box, empty);

  function order(): Record<string, string> {
    const st = state();
    return { ...(st.sort ? { sort: st.sort } : {}), ...(st.rising ? { rising: '1' } : {}) };
  }

  const eventAt = (i: number): EventRow | undefined => pages.get(Math.floor(i / PAGE))?.[i % PAGE];
  const height = () => Math.min(total * ROW, TALLEST);
  /** The first row in view, which is a fraction while it is scrolled. */
  function first(): number {
    if (total * ROW <= TALLEST) return box.scrollTop / ROW;
    const inView = box.clientHeight / ROW;
    return (box.scrollTop / Math.max(1, height() - box.clientHeight)) * (total - inView);
  }
  function topOf(i: number): number {
    if (total * ROW <= TALLEST) return i * ROW;
    const inView = box.clientHeight / ROW;
    return (i / Math.max(1, total - inView)) * (height() - box.clientHeight);
  }

  async function fetchPage(n: number): Promise<void> {
    const mine = serial;
    asked.add(n);
    try {
      const page = await get<EventPage>(`events${query(state(), { ...order(), limit: PAGE, offset: n * PAGE })}`);
      if (mine !== serial) return;
      total = page.total;
      pages.set(n, page.events);
      if (pages.size > PAGES_KEPT) {
        const far = [...pages.keys()].sort((a, b) => Math.abs(b - n) - Math.abs(a - n))[0]!;
        pages.delete(far);
        asked.delete(far);
      }
    } finally {
      if (mine === serial && !pages.has(n)) asked.delete(n);
    }
    redraw();
  }

  const groupOf = (e: EventRow): string => {
    const by = state().group ?? '';
    return by === 'none' ? '' : by === 'type' ? strings.types[e.event] ?? e.event : month(e.date);
  };

  function row(i: number, top: number): HTMLElement {
    const e = eventAt(i);
    const attributes = {
      class: 'row', role: 'option', id: `row-${i}`, 'aria-setsize': total, 'aria-posinset': i + 1,
      'aria-selected': String(!!e && e.id === state().event), 'data-i': i,
    };
    const el = e
      ? h('div', { ...attributes, class: `row q${e.quad}${i === active ? ' active' : ''}` },
        h('p', { class: 'words', dir: 'auto' }, inWords(e)),
        h('p', { class: 'facts' },
          h('span', { class: 'type' }, strings.types[e.event] ?? e.event), ' ',
          ...e.aux.flatMap((a) => [h('span', { class: 'aux' }, strings.aux[a] ?? a), ' ']),
          h('time', { datetime: e.date }, day(e.date, e.date_precision)),
          h('span', { class: 'told' }, ` · ${strings.toldBy(e.n_sources, number(e.n_sources))}`),
          e.mentions[0]?.outlet ? h('span', { class: 'told', dir: 'auto' }, ` · ${e.mentions[0].outlet}`) : null))
      : h('div', { ...attributes, class: 'row waiting' }, ui('loading'));
    el.style.transform = `translateY(${top}px)`;
    return el;
  }

  function redraw(): void {
    spacer.style.height = `${height()}px`;
    empty.hidden = total > 0 || !pages.has(0);
    box.hidden = !empty.hidden;
    count.textContent = strings.events(total, number(total));
    const from = Math.max(0, Math.floor(first()) - 4), to = Math.min(total, Math.ceil(first() + box.clientHeight / ROW) + 4);
    const out: HTMLElement[] = [];
    const base = box.scrollTop - first() * ROW; // rows keep their height, whatever the scale
    for (let i = from; i < to; i++) out.push(row(i, base + i * ROW));
    for (let n = Math.floor(from / PAGE); n <= Math.floor(Math.max(from, to - 1) / PAGE); n++)
      if (!asked.has(n)) void fetchPage(n).catch(() => undefined);
    rows.replaceChildren(...out);
    const top = eventAt(Math.floor(first()));
    groupName.textContent = top ? groupOf(top) : '';
    groupName.hidden = !groupName.textContent;
    if (document.getElementById(`row-${active}`)) box.setAttribute('aria-activedescendant', `row-${active}`);
    else box.removeAttribute('aria-activedescendant');
  }
  const soon = eachFrame(redraw);
  box.addEventListener('scroll', soon, { passive: true });
  new ResizeObserver(soon).observe(box);

  function move(to: number): void {
    if (!total) return;
    active = Math.min(total - 1, Math.max(0, to));
    const inView = box.clientHeight / ROW;
    if (active < first()) box.scrollTop = topOf(active);
    else if (active > first() + inView - 1) box.scrollTop = topOf(active - inView + 1);
    redraw();
  }
  box.addEventListener('keydown', (e) => {
    const inView = Math.max(1, Math.floor(box.clientHeight / ROW) - 1);
    const to = ({
      ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + inView, PageUp: active - inView, Home: 0, End: total - 1,
    } as Record<string, number>)[e.key];
    if (to !== undefined) {
      e.preventDefault();
      move(to);
    } else if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      const event = eventAt(active);
      if (event) open(event);
    }
  });
  box.addEventListener('click', (e) => {
    const i = (e.target as Element).closest('[data-i]')?.getAttribute('data-i');
    if (i == null) return;
    active = Number(i);
    const event = eventAt(active);
    redraw();
    if (event) open(event);
  });

  function controls(): void {
    const st = state();
    sort.value = st.sort ?? 'date';
    group.value = st.group ?? '';
    rising.textContent = st.rising ? '↑' : '↓';
    rising.setAttribute('aria-label', ui(st.rising ? 'rising' : 'falling'));
    rising.title = ui(st.rising ? 'rising' : 'falling');
  }

  return {
    el,
    async draw() {
      controls();
      const now = query(state(), order());
      serial++;
      asked.clear();
      if (now !== key) {
        active = 0;
        box.scrollTop = 0;
      }
      key = now;
      const n = Math.floor(first() / PAGE);
      const mine = serial;
      asked.add(n);
      const page = await get<EventPage>(`events${query(state(), { ...order(), limit: PAGE, offset: n * PAGE })}`);
      if (mine !== serial) return;
      pages.clear();
      total = page.total;
      pages.set(n, page.events);
      redraw();
    },
    restate() {
      controls();
      soon();
    },
    focus: () => box.focus(),
  };
}
