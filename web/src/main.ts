// SPDX-License-Identifier: Apache-2.0
// The page put together: what changes in its address is drawn; what is clicked changes the address.
import { address, get, takeToken, type About, type Overview } from './api.ts';
import { articleView, loadArticle, type Shown } from './article.ts';
import { announce, h } from './dom.ts';
import { number } from './format.ts';
import { eventList } from './list.ts';
import { worldMap } from './map.ts';
import { network } from './network.ts';
import { pasteDialog } from './paste.ts';
import { chips, filterMenu, searchBox } from './search.ts';
import { go, onState, query, sameFilters, startState, state, type State } from './state.ts';
import { chooseLanguage, strings, ui } from './strings.ts';
import { timeline } from './timeline.ts';

const THEMES = [['', 'themeAuto'], ['light', 'themeLight'], ['dark', 'themeDark']] as const;
const PANELS = ['timeline', 'network', 'map', 'events'] as const;

takeToken();
chooseLanguage(localStorage.getItem('bede-language'));
document.documentElement.lang = strings.code;
document.documentElement.dir = strings.dir;
const theme = localStorage.getItem('bede-theme') ?? '';
if (theme) document.documentElement.dataset.theme = theme;
startState();

const time = timeline();
const net = network();
const map = worldMap();
const list = eventList((e) => go({ ...state(), event: e.id, article: '' }));
const bar = chips();
const filters = filterMenu();
const notice = h('div', { class: 'notices', 'aria-live': 'polite' });
const about = h('p', { class: 'store' });
const reading = h('div', { class: 'reading-room', hidden: true });
const charts = h('div', { class: 'charts' }, time.el, h('div', { class: 'pair' }, net.el, map.el));
let shown: Shown | null = null;

function say(text: string, label?: string, work?: () => void): void {
  const el = h('p', { class: 'notice' }, text, ' ',
    label && work ? h('button', { type: 'button', onclick: () => { el.remove(); work(); } }, label) : null);
  notice.replaceChildren(el);
}

// ---- what is drawn ----------------------------------------------------------------------------

let asking: AbortController | null = null;
let lastState = '';

/** All views of the filters' events; a newer question takes the place of one under way. */
async function draw(): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  const st = state();
  // What a screen can tell apart; the API has the rest.
  const zoom: Record<string, string> = { edges: '700', places: '1000' };
  if (st.from) zoom.from = st.from;
  if (st.to) zoom.to = st.to;
  performance.mark('draw-begin');
  document.body.setAttribute('aria-busy', 'true');
  try {
    const [overview] = await Promise.all([get<Overview>(`overview${query(st, zoom)}`, mine.signal), list.draw()]);
    if (mine.signal.aborted) return;
    lastState = overview.state;
    time.draw(overview);
    map.draw(overview);
    net.draw(overview);
    announce(strings.results(number(overview.total)));
    if (notice.querySelector('.fault')) notice.replaceChildren();
    performance.measure('draw', 'draw-begin');
  } catch (e) {
    if ((e as Error).name !== 'AbortError') fault(e as Error, () => void draw());
  } finally {
    if (asking === mine) document.body.removeAttribute('aria-busy');
  }
}

/** What was drawn last stays. */
function fault(e: Error, again: () => void): void {
  const lost = e instanceof TypeError;
  say(lost ? ui('lost') : `${ui('failed')}: ${e.message}`, ui('retry'), again);
  notice.firstElementChild?.classList.add('fault');
}

let opening: AbortController | null = null;
async function drawArticle(): Promise<void> {
  opening?.abort();
  const st = state();
  if (!st.event && !st.article) {
    const was = !reading.hidden;
    reading.hidden = true;
    charts.hidden = false;
    reading.replaceChildren();
    if (was) list.focus();
    return;
  }
  const mine = (opening = new AbortController());
  try {
    shown = await loadArticle(mine.signal);
    if (!mine.signal.aborted) open(shown);
  } catch (e) {
    if ((e as Error).name !== 'AbortError') fault(e as Error, () => void drawArticle());
  }
}

function open(what: Shown): void {
  reading.replaceChildren(articleView(what, close));
  reading.hidden = false;
  charts.hidden = true;
}

function close(): void {
  if (state().event || state().article) go({ ...state(), event: '', article: '' });
  else void drawArticle();
}

// ---- the frame --------------------------------------------------------------------------------

function header(): HTMLElement {
  const look = h('select', {
    'aria-label': ui('theme'), title: ui('theme'),
    onchange: () => {
      localStorage.setItem('bede-theme', look.value);
      if (look.value) document.documentElement.dataset.theme = look.value;
      else delete document.documentElement.dataset.theme;
    },
  }, ...THEMES.map(([value, label]) => h('option', { value, selected: value === theme }, ui(label))));
  return h('header', { class: 'top' },
    h('h1', null, h('a', { href: location.pathname, onclick: (e) => { e.preventDefault(); go({}); } }, strings.title)), about,
    searchBox(), filters.el,
    h('button', { type: 'button', class: 'main', onclick: () => pasteDialog((s) => { shown = s; open(s); }) }, ui('paste')), look);
}

/** On a narrow page one view at a time. */
function tabs(): HTMLElement {
  return h('nav', { class: 'tabs', 'aria-label': ui('menu') }, ...PANELS.map((name) => h('button', {
    type: 'button', 'data-view': name, onclick: () => go({ ...state(), view: name, event: '', article: '' }, true),
  }, ui(name))));
}

function restate(now: State): void {
  document.body.dataset.view = now.view ?? 'events';
  for (const b of document.querySelectorAll('.tabs button'))
    b.setAttribute('aria-current', String(b.getAttribute('data-view') === document.body.dataset.view));
  bar.restate();
  filters.restate();
  list.restate();
}

document.getElementById('app')!.replaceChildren(
  h('a', { class: 'skip', href: '#events' }, strings.skipToEvents), h('a', { class: 'skip', href: '#search' }, strings.skipToSearch),
  header(), h('div', { class: 'under' }, bar.el, notice), tabs(), h('main', null, charts, reading, list.el));

for (const a of document.querySelectorAll<HTMLAnchorElement>('.skip'))
  a.addEventListener('click', (e) => {
    e.preventDefault(); // the address is the state's
    const target = document.querySelector<HTMLElement>(a.getAttribute('href') === '#events' ? '#event-list' : '#search');
    target?.focus();
  });
addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !reading.hidden && !document.querySelector('dialog[open]')) close();
  if (e.key === '/' && !(e.target as Element).closest('input,textarea,select')) {
    e.preventDefault();
    document.getElementById('search')!.focus();
  }
});

onState((now, before) => {
  restate(now);
  const filtered = !sameFilters(now, before) || now.from !== before.from || now.to !== before.to;
  if (filtered || now.sort !== before.sort || now.rising !== before.rising) void draw();
  else {
    time.restate();
    net.restate();
    map.restate();
  }
  if (now.event !== before.event || now.article !== before.article) void drawArticle();
});

// ---- while others add to the store -------------------------------------------------------------

function live(events: number): void {
  let known = events;
  const stream = new EventSource(address('stream'));
  stream.addEventListener('store', (e) => {
    const now = JSON.parse((e as MessageEvent<string>).data) as { state: string; events: number };
    if (!lastState || now.state === lastState) return;
    const more = now.events - known;
    say(strings.fresh(more, number(more)), ui('show'), () => {
      known = now.events;
      void draw();
      void tellAbout();
    });
  });
}

async function tellAbout(): Promise<About> {
  const a = await get<About>('');
  about.textContent = `${a.store} · ${strings.events(a.events, number(a.events))} · ${strings.articles(a.articles, number(a.articles))}`;
  document.title = `${a.store} – ${strings.title}`;
  return a;
}

restate(state());
void draw().then(() => document.documentElement.classList.add('ready'));
void drawArticle();
void tellAbout().then((a) => live(a.events)).catch((e: unknown) => fault(e as Error, () => location.reload()));
