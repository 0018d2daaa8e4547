// SPDX-License-Identifier: Apache-2.0
// Building the page. Data only ever becomes text nodes and attributes, never markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

function fill(el: Element, attributes: Attributes | null, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') el.addEventListener(name.replace(/^on/, ''), value);
    else el.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child || child === '') el.append(child);
}

/** h('button', {class: 'x', onclick: f}, 'text', node) */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes | null = null, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  fill(el, attributes, children);
  return el;
}

/** The same for SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes | null = null, ...children: Child[]
): SVGElementTagNameMap[K] {
  const el = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(el, attributes, children);
  return el;
}

/** Says it to those who listen instead of looking. */
let speaker: HTMLElement | null = null;
export function announce(text: string): void {
  if (!speaker) {
    speaker = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    document.body.append(speaker);
  }
  speaker.textContent = text;
}

/** Runs no more than once a frame. */
export function eachFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}

/** A table for those to whom a chart says nothing. */
export function table(caption: string, head: string[], rows: (string | number | Node)[][]): HTMLElement {
  const numeric = head.map((_, i) => rows.length > 0 && rows.every((r) => typeof r[i] === 'number'));
  return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', null, h('caption', { class: 'unseen' }, caption),
      h('thead', null, h('tr', null, ...head.map((t, i) =>
        h('th', { scope: 'col', class: numeric[i] ? 'n' : null }, t)))),
      h('tbody', null, ...rows.map((r) => h('tr', null, ...r.map((c, i) =>
        h('td', { class: numeric[i] ? 'n' : null, dir: typeof c === 'string' ? 'auto' : null },
          typeof c === 'number' ? String(c) : c)))))));
}

/** Moves focus among the children of a chart: one of them is in the tab order at a time. */
export function roving(
  root: Element, selector: string, where: (el: Element) => [number, number],
): void {
  const all = () => [...root.querySelectorAll<SVGElement>(selector)];
  const give = (el: SVGElement) => {
    for (const other of all()) other.setAttribute('tabindex', '-1');
    el.setAttribute('tabindex', '0');
  };
  root.addEventListener('focusin', (e) => {
    const el = (e.target as Element).closest<SVGElement>(selector);
    if (el) give(el);
  });
  root.addEventListener('keydown', (event) => {
    const e = event as KeyboardEvent;
    const step = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as
      Record<string, [number, number]>)[e.key];
    const from = (e.target as Element).closest<SVGElement>(selector);
    if (!step || !from) return;
    e.preventDefault();
    const [x, y] = where(from);
    let best: SVGElement | null = null;
    let least = Infinity;
    for (const el of all()) {
      if (el === from) continue;
      const [u, v] = where(el);
      const along = (u - x) * step[0] + (v - y) * step[1];
      const across = Math.abs((u - x) * step[1] + (v - y) * step[0]);
      if (along <= 0.5) continue;
      const cost = along + 2 * across;
      if (cost < least) {
        least = cost;
        best = el;
      }
    }
    best?.focus();
  });
}
