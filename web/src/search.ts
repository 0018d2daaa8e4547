// SPDX-License-Identifier: Apache-2.0
// The search box (a combobox as the ARIA practices have it), the filters beside it, and the chips
// of what is chosen.
import { get, type Suggestion } from './api.ts';
import { announce, h } from './dom.ts';
import { day, number } from './format.ts';
import { FILTERS, go, state, values, withFilter, withoutFilter, withoutFilters, type Filter } from './state.ts';
import { strings, ui, type UiKey } from './strings.ts';

const LABELS: Record<Filter, UiKey> = {
  who: 'who', whom: 'whom', either: 'either', dyad: 'dyad', country: 'country', sector: 'sector', type: 'type',
  quad: 'quad', cameo: 'cameo', mode: 'mode', context: 'context', aux: 'aux', place: 'place', box: 'box',
  since: 'since', until: 'until', source: 'source', words: 'words', 'min-sources': 'minSources',
};
const KINDS: Record<string, UiKey> = {
  actor: 'actor', country: 'country', sector: 'sector', type: 'type', place: 'place', source: 'source', words: 'words',
};

export function searchBox(): HTMLElement {
  let items: Suggestion[] = [];
  let at = -1;
  let serial = 0;
  const list = h('div', { class: 'suggestions', id: 'suggestions', role: 'listbox', 'aria-label': ui('search'), hidden: true });
  const input = h('input', {
    id: 'search', type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false',
    'aria-controls': 'suggestions', 'aria-autocomplete': 'list', 'aria-label': ui('searchHint'), placeholder: ui('searchHint'), dir: 'auto',
  });

  function close(): void {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function choose(item: Suggestion): void {
    input.value = '';
    close();
    go(withFilter(state(), item.filter as Filter, item.value));
    announce(`${ui(LABELS[item.filter as Filter])}: ${item.label}`);
  }
  function mark(i: number): void {
    at = items.length ? (i + items.length) % items.length : -1;
    [...list.children].forEach((el, k) => el.setAttribute('aria-selected', String(k === at)));
    if (at < 0) return;
    input.setAttribute('aria-activedescendant', `suggestion-${at}`);
    list.children[at]!.scrollIntoView({ block: 'nearest' });
  }
  function show(): void {
    list.replaceChildren(...items.map((item, i) => h('div', {
      role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false', onpointerdown: (e) => { e.preventDefault(); choose(item); },
    },
      h('span', { class: 'kind' }, ui(KINDS[item.kind] ?? 'words')), ' ',
      h('span', { class: 'label', dir: 'auto' }, item.kind === 'type' ? strings.types[item.label] ?? item.label : item.label), ' ',
      h('span', { class: 'detail', dir: 'auto' }, item.detail), ' ',
      item.n === null ? null : h('span', { class: 'n' }, number(item.n)))));
    list.hidden = !items.length;
    input.setAttribute('aria-expanded', String(items.length > 0));
  }
  async function ask(): Promise<void> {
    const q = input.value.trim();
    const mine = ++serial;
    if (!q) {
      items = [];
      close();
      return;
    }
    const found = await get<{ items: Suggestion[] }>(`complete?${new URLSearchParams({ q })}`).catch(() => null);
    if (mine !== serial || !found) return;
    items = found.items;
    show();
    mark(items.length ? 0 : -1);
  }
  input.addEventListener('input', () => void ask());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (list.hidden) void ask();
      else mark(at + (e.key === 'ArrowDown' ? 1 : -1));
    } else if (e.key === 'Enter' && input.value.trim()) {
      e.preventDefault();
      const q = input.value.trim();
      choose(items[at] ?? { kind: 'words', value: q, label: q, detail: '', filter: 'words', n: null });
    } else if (e.key === 'Escape' && !list.hidden) {
      close();
      e.stopPropagation();
    }
  });
  return h('div', { class: 'search', role: 'search' }, input, list);
}

/** A value of a filter as its reader says it. */
function said(key: Filter, value: string): string {
  if (key === 'type') return strings.types[value] ?? value;
  if (key === 'quad') return strings.quads[Number(value) - 1] ?? value;
  if (key === 'aux') return strings.aux[value] ?? value;
  if (key === 'since' || key === 'until') return day(value);
  if (key === 'dyad') return value.replace(':', ' – ');
  return value;
}

export function chips(): { el: HTMLElement; restate(): void } {
  const el = h('div', { class: 'chips', role: 'group', 'aria-label': ui('filters') });
  const chip = (key: Filter, value: string) => h('button', {
    type: 'button', class: 'chip', title: ui('remove'),
    'aria-label': `${ui('remove')} ${ui(LABELS[key])}: ${said(key, value)}`,
    onclick: () => go(withoutFilter(state(), key, value)),
  }, h('span', { class: 'key' }, ui(LABELS[key])), ' ', h('span', { dir: 'auto' }, said(key, value)), h('span', { 'aria-hidden': 'true' }, ' ×'));
  const restate = () => {
    const single = (key: Filter) => ['dyad', 'box', 'words', 'since', 'until'].includes(key);
    const out = FILTERS.flatMap((key) => {
      const value = state()[key];
      if (!value) return [];
      return single(key) ? [chip(key, value)] : values(state(), key).map((v) => chip(key, v));
    });
    if (out.length > 1)
      out.push(h('button', { type: 'button', class: 'chip all', onclick: () => go(withoutFilters(state())) }, ui('clearAll')));
    el.replaceChildren(...out);
    el.hidden = !out.length;
  };
  return { el, restate };
}

/** Types by class, mood, sources, days: what is chosen from short lists. */
export function filterMenu(): { el: HTMLElement; restate(): void } {
  const QUADS = [['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE'], ['COOPERATE', 'AID', 'RETREAT'],
    ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'], ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT']];
  const boxes: [Filter, string, HTMLInputElement][] = [];
  const tick = (key: Filter, value: string, label: string) => {
    const input = h('input', {
      type: 'checkbox', onchange: () => go(input.checked ? withFilter(state(), key, value) : withoutFilter(state(), key, value)),
    });
    boxes.push([key, value, input]);
    return h('label', null, input, ' ', label);
  };
  const field = (key: 'since' | 'until' | 'min-sources', type: string) => {
    const input = h('input', { type, ...(type === 'number' ? { min: 1, max: 99 } : {}), onchange: () => go({ ...state(), [key]: input.value }) });
    return [h('label', { class: 'field' }, ui(LABELS[key]), ' ', input), input, key] as const;
  };
  const fields = [field('since', 'date'), field('until', 'date'), field('min-sources', 'number')];
  const el = h('details', { class: 'menu filters' }, h('summary', null, ui('filters')),
    h('div', { class: 'menu-items' },
      ...QUADS.map((types, q) => h('fieldset', { class: `q${q + 1}` }, h('legend', null, strings.quads[q]!),
        ...types.map((t) => tick('type', t, strings.types[t] ?? t)))),
      h('fieldset', null, h('legend', null, ui('aux')), ...Object.entries(strings.aux).map(([v, label]) => tick('aux', v, label))),
      h('fieldset', null, h('legend', null, ui('date')), ...fields.map(([label]) => label))));
  el.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || !el.open) return;
    el.open = false;
    el.querySelector('summary')!.focus();
    e.stopPropagation();
  });
  addEventListener('pointerdown', (e) => {
    if (!el.contains(e.target as globalThis.Node)) el.open = false;
  });
  const restate = () => {
    for (const [key, value, input] of boxes) input.checked = values(state(), key).includes(value);
    for (const [, input, key] of fields) if (document.activeElement !== input) input.value = state()[key] ?? '';
  };
  return { el, restate };
}
