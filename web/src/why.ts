// SPDX-License-Identifier: Apache-2.0
// Why a sentence was coded so: the rule with its examples, the lines of dictionaries, the tree, and
// what the other rules made of each word.
import { get, post, type Rule, type Why } from './api.ts';
import { h, s, table } from './dom.ts';
import { ui } from './strings.ts';

interface Asked {
  sentence: number;
  rule: string;
  row: number | null;
  pasted: { body: Blob; type: string; params: string } | null;
  id: string;
}

export function whyButton(asked: Asked): HTMLElement {
  return h('button', { type: 'button', class: 'small why', onclick: () => void open(asked) }, ui('why'));
}

async function load(asked: Asked): Promise<[Why, Rule | null]> {
  const path = asked.rule.split(' ')[0]!;
  const rule = get<Rule>(`rules/${path.split('/').map(encodeURIComponent).join('/').replace(/%3A/g, ':')}`).catch(() => null);
  const why = asked.pasted
    ? post<Why>(`why?${asked.pasted.params}&sentence=${asked.sentence}`, asked.pasted.body, asked.pasted.type)
    : get<Why>(`articles/${asked.row}/why?sentence=${asked.sentence}`);
  return [await why, await rule];
}

async function open(asked: Asked): Promise<void> {
  const body = h('div', { class: 'why-body' }, h('p', null, ui('loading')));
  const dialog = h('dialog', { class: 'dialog wide', 'aria-labelledby': 'why-title' },
    h('header', null, h('h2', { id: 'why-title' }, ui('why')),
      h('button', { type: 'button', class: 'close', onclick: () => dialog.close() }, ui('close'))), body);
  const before = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus();
  });
  dialog.addEventListener('click', (e) => {
    if (e.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    const [why, rule] = await load(asked);
    body.replaceChildren(...show(asked, why, rule));
  } catch (e) {
    body.replaceChildren(h('p', { class: 'fault', role: 'alert' }, String((e as Error).message)));
  }
}

function show(asked: Asked, why: Why, rule: Rule | null): Node[] {
  const coded = new Set(why.steps.filter((st) => st.step === 'coded' && st.rule === asked.rule).map((st) => st.word));
  return [
    h('p', { class: 'quoted', dir: 'auto' }, why.text),
    h('section', null, h('h3', null, ui('rule')), h('p', null, h('code', null, asked.rule)),
      rule ? h('pre', { class: 'code', tabindex: 0, 'aria-label': ui('rule') }, rule.text) : h('p', null, ui('ruleGone')),
      rule && rule.examples.length ? h('h4', null, ui('ruleExamples')) : null,
      rule ? h('ul', null, ...rule.examples.map((x) => h('li', null, x))) : null),
    h('section', null, h('h3', null, ui('dictionary')),
      table(ui('dictionary'), [ui('name'), ui('code'), ui('sector'), ui('actor'), ''],
        why.mentions.map((m) => [m.text, m.code, m.sector, m.name, h('code', null, m.source || '–')]))),
    h('section', null, h('h3', null, ui('tree')), arcs(why, coded),
      h('details', null, h('summary', null, ui('treeTable')),
        table(ui('treeTable'), ['#', ui('word'), ui('lemma'), ui('tag'), ui('relation'), ui('head')],
          why.words.map((w, i) => [i + 1, w.form, w.lemma, w.xpos, w.relation, w.head ? `${w.head} ${why.words[w.head - 1]?.form ?? ''}` : '–'])))),
    steps(why),
  ];
}

function steps(why: Why): HTMLElement {
  const rows = (all: boolean) => why.steps.filter((st) => st.step !== 'gist' && (all || st.step !== 'failed'))
    .map((st) => [why.words[st.word - 1]?.form ?? '', st.step, h('code', null, st.rule), st.why]);
  const head = [ui('word'), '', ui('rule'), ''];
  return h('section', null, h('h3', null, ui('steps')), table(ui('steps'), head, rows(false)),
    h('details', null, h('summary', null, ui('allSteps')), table(ui('allSteps'), head, rows(true))));
}

/** The tree as arcs over the words: from each head to what hangs on it, higher the further apart. */
function arcs(why: Why, coded: Set<number>): HTMLElement {
  const measure = document.createElement('canvas').getContext('2d')!;
  measure.font = '14px system-ui, sans-serif';
  const gap = 18, step = 22, bottom = 44;
  const at: number[] = [];
  let x = 10;
  for (const w of why.words) {
    const wide = Math.max(measure.measureText(w.form).width, measure.measureText(w.relation).width * 0.8, 22);
    at.push(x + wide / 2);
    x += wide + gap;
  }
  const spans = why.words.map((w, i) => ({ from: w.head - 1, to: i, relation: w.relation }))
    .filter((a) => a.from >= 0)
    .sort((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
  const heights: number[] = new Array(why.words.length).fill(0);
  const drawn = spans.map((a) => {
    const [lo, hi] = a.from < a.to ? [a.from, a.to] : [a.to, a.from];
    const level = Math.max(...heights.slice(lo, hi)) + 1;
    for (let k = lo; k < hi; k++) heights[k] = level;
    return { ...a, level };
  });
  const top = Math.max(1, ...heights) * step + 16;
  const svg = s('svg', { class: 'tree', width: x, height: top + bottom, role: 'img', 'aria-label': ui('tree') });
  for (const a of drawn) {
    const x0 = at[a.from]! + (a.to > a.from ? 5 : -5), x1 = at[a.to]!, y = top - a.level * step;
    svg.append(s('path', { class: 'arc', d: `M${x0},${top}C${x0},${y} ${x0},${y} ${(x0 + x1) / 2},${y}S${x1},${y} ${x1},${top - 4}` }),
      s('path', { class: 'head', d: `M${x1 - 3.5},${top - 7}L${x1},${top}L${x1 + 3.5},${top - 7}z` }),
      s('text', { class: 'relation', x: (x0 + x1) / 2, y: y - 3, 'text-anchor': 'middle' }, a.relation));
  }
  why.words.forEach((w, i) => svg.append(
    s('text', { class: coded.has(i + 1) ? 'word coded' : 'word', x: at[i]!, y: top + 18, 'text-anchor': 'middle' }, w.form),
    s('text', { class: 'tag', x: at[i]!, y: top + 34, 'text-anchor': 'middle' }, w.xpos)));
  return h('div', { class: 'tree-box', tabindex: 0, role: 'region', 'aria-label': ui('tree') }, svg);
}
