// SPDX-License-Identifier: Apache-2.0
// What the page shows, as its address says it: a link brings another reader to the same view.

/** Parameters of the API; those of LISTS may hold several values, joined with commas. */
export const FILTERS = [
  'who', 'whom', 'either', 'dyad', 'country', 'sector', 'type', 'quad', 'cameo', 'mode', 'context',
  'aux', 'place', 'box', 'since', 'until', 'source', 'words', 'min-sources',
] as const;
export type Filter = (typeof FILTERS)[number];

/** How the page shows it. */
export const VIEWS = ['sort', 'rising', 'group', 'series', 'view', 'event', 'article', 'why', 'tables', 'from', 'to'] as const;
export type View = (typeof VIEWS)[number];

export type State = { readonly [K in Filter | View]?: string };

export function parse(search: string): State {
  const given = new URLSearchParams(search);
  const state: Record<string, string> = {};
  for (const key of [...FILTERS, ...VIEWS]) {
    const value = given.get(key);
    if (value) state[key] = value;
  }
  return state;
}

export function format(state: State): string {
  const out = new URLSearchParams();
  for (const key of [...FILTERS, ...VIEWS]) {
    const value = state[key];
    if (value) out.set(key, value);
  }
  const text = out.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  return text ? `?${text}` : '';
}

/** The filters as the API takes them. */
export function query(state: State, more: Record<string, string | number> = {}): string {
  const out = new URLSearchParams();
  for (const key of FILTERS) {
    const value = state[key];
    if (value) out.set(key, value);
  }
  for (const [key, value] of Object.entries(more)) out.set(key, String(value));
  const text = out.toString();
  return text ? `?${text}` : '';
}

export const values = (state: State, key: Filter): string[] => (state[key] ?? '').split(',').filter(Boolean);

/** Filters that hold one value, whatever is chosen. */
const SINGLE = new Set<Filter>(['dyad', 'quad', 'box', 'since', 'until', 'words', 'min-sources']);

export function withFilter(state: State, key: Filter, value: string): State {
  if (SINGLE.has(key)) return { ...state, [key]: value };
  const had = values(state, key);
  return had.includes(value) ? state : { ...state, [key]: [...had, value].join(',') };
}

export function withoutFilter(state: State, key: Filter, value?: string): State {
  const left = value === undefined || SINGLE.has(key) ? [] : values(state, key).filter((v) => v !== value);
  return { ...state, [key]: left.join(',') };
}

export function withoutFilters(state: State): State {
  const out: Record<string, string> = {};
  for (const key of VIEWS) if (state[key]) out[key] = state[key]!;
  return out;
}

export const sameFilters = (a: State, b: State): boolean => query(a) === query(b);

type Listener = (now: State, before: State) => void;
const listeners: Listener[] = [];
let current: State = {};

export const state = (): State => current;
export function onState(listener: Listener): void {
  listeners.push(listener);
}

/** `replace`: without a step of its own for the back button, as while a brush moves. */
export function go(next: State, replace = false): void {
  const before = current;
  const to = format(next);
  if (to === format(before)) return;
  current = parse(to); // without what is empty
  const url = location.pathname + to;
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  for (const listener of listeners) listener(current, before);
}

export function startState(): void {
  current = parse(location.search);
  addEventListener('popstate', () => {
    const before = current;
    current = parse(location.search);
    for (const listener of listeners) listener(current, before);
  });
}
