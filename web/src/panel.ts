// SPDX-License-Identifier: Apache-2.0
// What the three charts share: a heading, buttons, a table in place of the chart, saving.
import { h, table } from './dom.ts';
import { saveCsv, savePng, saveSvg } from './save.ts';
import { state, go } from './state.ts';
import { ui, type UiKey } from './strings.ts';

export interface Chart {
  /** For the file names, the address, the panel's class. */
  name: 'timeline' | 'network' | 'map';
  title: UiKey;
  hint: UiKey;
  tools: HTMLElement[];
  body: HTMLElement;
  svg(): SVGSVGElement | null;
  /** The same in rows, the first of them the head. */
  rows(): (string | number)[][];
  /** Cells that filter, for the table; may be left out. */
  act?(row: number): (() => void) | null;
}

const tableNames = () => (state().tables ?? '').split(',').filter(Boolean);
export const asTable = (name: string): boolean => tableNames().includes(name);

function toggle(name: string): void {
  const now = tableNames();
  const next = now.includes(name) ? now.filter((n) => n !== name) : [...now, name];
  go({ ...state(), tables: next.join(',') }, true);
}

export function saveMenu(items: [UiKey, () => void][]): HTMLElement {
  const menu = h('details', { class: 'menu' }, h('summary', null, ui('save')));
  const list = h('div', { class: 'menu-items' });
  for (const [label, work] of items)
    list.append(h('button', { type: 'button', onclick: () => { menu.open = false; work(); } }, ui(label)));
  menu.append(list);
  menu.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')!.focus();
    e.stopPropagation();
  });
  menu.addEventListener('focusout', (e) => {
    if (!menu.contains(e.relatedTarget as globalThis.Node | null)) menu.open = false;
  });
  return menu;
}

/** The panel's element, and what draws its table anew. */
export function panel(chart: Chart): { el: HTMLElement; refresh(): void } {
  const id = `${chart.name}-title`;
  const switchButton = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => toggle(chart.name) }, ui('asTable'));
  const rows = h('div', { class: 'as-table', hidden: true });
  const el = h('section', { class: `panel ${chart.name}`, id: chart.name, 'aria-labelledby': id },
    h('header', null, h('h2', { id }, ui(chart.title)),
      h('div', { class: 'tools' }, ...chart.tools, switchButton,
        saveMenu([
          ['saveCsv', () => saveCsv(chart.name, chart.rows())],
          ['savePng', () => void savePng(chart.name, chart.svg())],
          ['saveSvg', () => saveSvg(chart.name, chart.svg())],
        ]))),
    chart.body, rows, h('p', { class: 'hint unseen', id: `${chart.name}-hint` }, ui(chart.hint)));
  const refresh = () => {
    const on = asTable(chart.name);
    switchButton.setAttribute('aria-pressed', String(on));
    chart.body.hidden = on;
    rows.hidden = !on;
    if (!on) return;
    const [head, ...data] = chart.rows();
    rows.replaceChildren(table(ui(chart.title), (head ?? []).map(String), data.map((r, i) => {
      const act = chart.act?.(i);
      return act ? [h('button', { type: 'button', class: 'link', onclick: act }, String(r[0])), ...r.slice(1)] : r;
    })));
  };
  return { el, refresh };
}
