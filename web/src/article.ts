// SPDX-License-Identifier: Apache-2.0
// One article: its text with what was found in it, its events beside it; hovering one lights the
// other. With it, all that tells of the event that led here.
import { get, type Article, type ArticleEvent, type EventRow, type Mark, type Mention } from './api.ts';
import { h } from './dom.ts';
import { articleEventInWords, codePoints, day, inWords, number } from './format.ts';
import { go, state } from './state.ts';
import { strings, ui, type UiKey } from './strings.ts';
import { reviewsOf, wrongButton } from './review.ts';
import { whyButton } from './why.ts';

/** What is shown: of the store, or a page that was pasted, with the bytes to ask "why?" about. */
export interface Shown {
  article: Article;
  event: EventRow | null;
  pasted: { body: Blob; type: string; params: string } | null;
}

interface Layer {
  from: number; to: number; classes: string; title: string; event: string | null;
}

const EVENT_MARKS = { A: 'm-party', R: 'm-party' } as const;

function layers(a: Article, at: (p: number) => number): Layer[] {
  const out: Layer[] = [];
  const add = (start: number, end: number, classes: string, title: string, event: string | null = null) => {
    if (end > start) out.push({ from: at(start), to: at(end), classes, title, event });
  };
  for (const q of a.quotes) add(q.start, q.end, 'm-quote', `${ui('saidBy')} ${q.speaker ?? q.speaker_text ?? strings.somebody}`);
  for (const m of a.marks) add(m.start, m.end, `m-${m.kind}`, describe(m));
  for (const e of a.events) {
    add(e.trigger.start, e.trigger.end, 'm-trigger', `${strings.types[e.type] ?? e.type}`, e.id);
    for (const p of e.parties) add(p.start, p.end, EVENT_MARKS[p.role], '', e.id);
  }
  return out;
}

const describe = (m: Mark): string => [m.label, m.detail].filter(Boolean).join(' · ');

/** A paragraph cut where any layer begins or ends; each piece has the classes of all over it. */
function marked(text: string, from: number, to: number, all: Layer[]): (Node | string)[] {
  const over = all.filter((l) => l.from < to && l.to > from);
  const cuts = [...new Set([from, to, ...over.flatMap((l) => [l.from, l.to])])].filter((c) => c >= from && c <= to).sort((a, b) => a - b);
  const out: (Node | string)[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [a, b] = [cuts[i]!, cuts[i + 1]!];
    const here = over.filter((l) => l.from <= a && l.to >= b);
    const words = text.slice(a, b);
    if (!here.length) {
      out.push(words);
      continue;
    }
    const events = here.map((l) => l.event).filter(Boolean).join(' ');
    const titles = here.map((l) => l.title).filter(Boolean).join('\n');
    out.push(h('span', { class: [...new Set(here.map((l) => l.classes))].join(' '), title: titles || null, 'data-events': events || null }, words));
  }
  return out;
}

function textOf(a: Article): HTMLElement {
  const at = codePoints(a.text);
  const all = layers(a, at);
  const el = h('div', { class: 'text', dir: 'auto', lang: a.language ?? 'en' });
  let from = 0;
  for (const block of a.text.split('\n\n')) {
    const to = from + block.length;
    const first = from === 0 && a.title && block.trim() === a.title.trim();
    if (block.trim()) el.append(h(first ? 'h3' : 'p', { dir: 'auto' }, ...marked(a.text, from, to, all)));
    from = to + 2;
  }
  return el;
}

function facts(a: Article): HTMLElement {
  const item = (key: UiKey, value: string | null) => (value ? [h('dt', null, ui(key)), h('dd', { dir: 'auto' }, value)] : []);
  return h('dl', { class: 'about' },
    ...item('outlet', a.outlet), ...item('published', a.published ? day(a.published) : null),
    ...item('authors', a.authors.join(', ')), ...item('credits', a.credits.join(', ')));
}

/** http and https only: no page makes a link run a script. */
function link(url: string | null): HTMLElement | null {
  return url && /^https?:\/\//.test(url)
    ? h('a', { href: url, rel: 'noreferrer noopener', target: '_blank' }, ui('openPage')) : null;
}

function legend(root: HTMLElement): HTMLElement {
  const kinds: [string, UiKey][] = [['actor', 'markActor'], ['place', 'markPlace'], ['time', 'markTime'], ['quote', 'markQuote'], ['trigger', 'markTrigger']];
  return h('fieldset', { class: 'marks' }, h('legend', { class: 'unseen' }, ui('legend')), ...kinds.map(([kind, label]) => {
    const box = h('input', { type: 'checkbox', checked: true, onchange: () => root.classList.toggle(`no-${kind}`, !box.checked) });
    return h('label', null, box, ' ', h('span', { class: `m-${kind}` }, ui(label)));
  }));
}

function eventItem(e: ArticleEvent, shown: Shown, light: (id: string | null) => void): HTMLElement {
  const mine = shown.event && e.event === shown.event.id;
  const el = h('li', { class: `event q${e.quad}${mine ? ' mine' : ''}`, 'data-event': e.id, tabindex: 0, 'aria-current': mine ? 'true' : null },
    h('p', { class: 'words', dir: 'auto' }, articleEventInWords(e)),
    h('p', { class: 'facts' }, h('span', { class: 'type' }, strings.types[e.type] ?? e.type), ' ',
      ...e.aux.flatMap((a) => [h('span', { class: 'aux' }, strings.aux[a] ?? a), ' ']), day(e.date),
      e.said_by ? h('span', { dir: 'auto' }, ` · ${ui('saidBy')} ${e.said_by}`) : null,
      e.reported_by ? h('span', { dir: 'auto' }, ` · ${ui('reportedBy')} ${e.reported_by}`) : null),
    h('p', { class: 'actions' },
      whyButton({ sentence: e.sentence, rule: e.rule, row: shown.article.row, pasted: shown.pasted, id: e.id }), ' ',
      e.event ? wrongButton(e.event, e.id) : null));
  el.addEventListener('pointerenter', () => light(e.id));
  el.addEventListener('pointerleave', () => light(null));
  el.addEventListener('focusin', () => light(e.id));
  el.addEventListener('focusout', () => light(null));
  return el;
}

function tellings(e: EventRow): HTMLElement {
  const one = (m: Mention) => h('li', { 'aria-current': String(m.article_row) === state().article ? 'true' : null },
    h('button', { type: 'button', class: 'link', onclick: () => go({ ...state(), article: String(m.article_row) }) },
      h('span', { dir: 'auto' }, m.outlet ?? m.title ?? m.article)), ' ',
    m.published ? h('time', { datetime: m.published }, day(m.published)) : null,
    h('q', { dir: 'auto' }, m.text),
    m.said_by ? h('span', { class: 'said', dir: 'auto' }, `${ui('saidBy')} ${m.said_by}`) : null,
    m.weight ? h('span', { class: 'merged' }, `${ui('merged')} ${m.why}`) : null);
  return h('section', { class: 'tellings', 'aria-labelledby': 'tellings-title' },
    h('h3', { id: 'tellings-title' }, ui('thisEvent')), h('p', { class: 'words', dir: 'auto' }, inWords(e)),
    h('p', { class: 'facts' }, `${day(e.date, e.date_precision)} · ${strings.toldBy(e.n_sources, number(e.n_sources))} · CAMEO ${e.cameo}`),
    h('ul', null, ...e.mentions.map(one)));
}

export function articleView(shown: Shown, close: () => void): HTMLElement {
  const { article: a, event } = shown;
  const root = h('article', { class: 'panel article', id: 'article', 'aria-labelledby': 'article-title' });
  const text = textOf(a);
  function light(id: string | null): void {
    for (const el of root.querySelectorAll('.lit')) el.classList.remove('lit');
    if (!id) return;
    for (const el of text.querySelectorAll(`[data-events~="${id}"]`)) el.classList.add('lit');
    root.querySelector(`.event[data-event="${id}"]`)?.classList.add('lit');
  }
  text.addEventListener('pointerover', (e) => {
    const ids = (e.target as Element).closest('[data-events]')?.getAttribute('data-events');
    light(ids?.split(' ')[0] ?? null);
  });
  text.addEventListener('pointerleave', () => light(null));
  const title = h('h2', { id: 'article-title', tabindex: -1, dir: 'auto' }, a.title || ui('article'));
  root.append(
    h('header', null, title, h('div', { class: 'tools' },
      h('button', { type: 'button', class: 'close', onclick: close }, shown.pasted ? ui('close') : ui('back')))),
    ...(shown.pasted ? [h('p', { class: 'notice' }, ui('notKept'))] : []),
    ...(a.off_topic ? [h('p', { class: 'notice' }, ui('offTopic'))] : []),
    facts(a), h('p', { class: 'origin' }, link(a.url)), legend(root));
  const side = h('div', { class: 'side' });
  if (event) side.append(tellings(event), reviewsOf(event.id));
  side.append(h('section', { 'aria-labelledby': 'article-events' },
    h('h3', { id: 'article-events' }, `${ui('articleEvents')} (${number(a.events.length)})`),
    h('ol', { class: 'events' }, ...a.events.map((e) => eventItem(e, shown, light)))));
  if (a.similar.length)
    side.append(h('section', null, h('h3', null, ui('similar')), h('ul', null, ...a.similar.map((other) =>
      h('li', null, h('button', { type: 'button', class: 'link', onclick: () => go({ ...state(), article: String(other.row) }) },
        other.outlet ?? other.title))))));
  if (!a.text.trim()) text.append(h('p', null, ui('noArticle')));
  root.append(h('div', { class: 'reading' }, text, side));
  const mine = event && a.events.find((e) => e.event === event.id);
  queueMicrotask(() => {
    title.focus({ preventScroll: true });
    if (!mine) return;
    light(mine.id);
    text.querySelector(`[data-events~="${mine.id}"]`)?.scrollIntoView({ block: 'center' });
    title.scrollIntoView({ block: 'nearest' });
  });
  return root;
}

export async function loadArticle(signal: AbortSignal): Promise<Shown> {
  const st = state();
  const event = st.event ? await get<EventRow>(`events/${encodeURIComponent(st.event)}`, signal) : null;
  const row = st.article ?? String(event?.mentions[0]?.article_row ?? '');
  const article = await get<Article>(`articles/${encodeURIComponent(row)}`, signal);
  return { article, event, pasted: null };
}

