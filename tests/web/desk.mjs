// SPDX-License-Identifier: Apache-2.0
// node desk.mjs BEDE: the page of `bede serve` in a real browser, from `bede add` to "why?".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { add, browser, folder, here, pages, serve } from './ground.mjs';

const bede = process.argv[2] ?? 'build/data/bede';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let passed = 0, failed = 0;
function check(what, ok, more = '') {
  if (ok) passed++;
  else {
    failed++;
    console.log(`failed: ${what}${more ? ` (${more})` : ''}`);
  }
}
const same = (what, a, b) => check(what, a === b, `${JSON.stringify(a)} is not ${JSON.stringify(b)}`);

const store = join(folder, 'desk.db');
add(bede, store, pages.filter((p) => !p.endsWith('straits-navy.html')));
const server = await serve(bede, store);
const chrome = await browser();
const strays = [];

/** A page of its own, whose faults and requests are watched. */
async function open(path, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1400, height: 950 }, locale: 'en-GB', acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on('pageerror', (e) => check('no error in the page', false, e.message));
  page.on('console', (m) => m.type() === 'error' && !/status of 4|ERR_CONNECTION_REFUSED/.test(m.text()) && check('no error on the console', false, m.text()));
  page.on('request', (r) => !/^(blob|data):/.test(r.url()) && !r.url().startsWith(server.address) && strays.push(r.url()));
  await page.goto(server.address + path);
  await page.waitForSelector('html.ready');
  return page;
}
const settled = (page) => page.waitForFunction(() => !document.body.hasAttribute('aria-busy'));
const count = (page) => page.locator('#events .count').textContent();
const api = async (path) => (await fetch(`${server.address}api/v1/${path}`)).json();

async function audit(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join('; ')}`));
  check(`axe: ${name}`, found.length === 0, found.join(' | '));
}

async function download(page, work) {
  const [file] = await Promise.all([page.waitForEvent('download'), work()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

// ---- the first view -----------------------------------------------------------------------------
{
  const page = await open('');
  const all = (await api('')).events;
  same('the list tells how many', await count(page), `${all} events`);
  check('the title names the store', (await page.title()).includes('desk.db'));
  check('bars of time', (await page.locator('#timeline path.q1').count()) > 0);
  await page.waitForSelector('#network [data-node]');
  check('nodes of the network', (await page.locator('#network [data-node]').count()) >= 5);
  check('places on the map', (await page.locator('#map [data-cluster]').count()) >= 2);
  check('countries are lit', (await page.locator('#map .country.c5').count()) > 0);
  check('events are told in words', /Norway/.test(await page.locator('#event-list').innerText()));
  await audit(page, 'first view, light');
  for (const name of ['timeline', 'network', 'map']) await page.locator(`#${name} button`, { hasText: 'Table' }).click();
  same('tables in place of charts', await page.locator('.as-table table').count(), 3);
  check('the address says so', /tables=/.test(page.url()));
  await audit(page, 'tables');
  await page.locator('.filters summary').click();
  await audit(page, 'filter menu');
  await page.context().close();
}

// ---- searching and filtering -----------------------------------------------------------------------
{
  const page = await open('');
  await page.locator('#search').fill('norw');
  await page.waitForSelector('#suggestions [role=option]');
  await audit(page, 'suggestions');
  check('it completes', /Norway/.test(await page.locator('#suggestions [role=option]').first().innerText()));
  await page.locator('#search').press('Enter');
  await settled(page);
  check('it filters', /either=NOR/.test(page.url()), page.url());
  same('as many as the API says', await count(page), `${(await api('events?either=NOR&limit=1')).total} events`);
  await page.locator('#search').fill('treaty');
  await page.waitForFunction(() => document.querySelector('#suggestions')?.innerText.includes('treaty'));
  await page.locator('#suggestions [role=option]', { hasText: 'Words' }).click();
  await settled(page);
  check('words too', /words=treaty/.test(page.url()), page.url());
  const both = (await api('events?either=NOR&words=treaty&limit=1')).total;
  same('both hold', await count(page), `${both} ${both === 1 ? 'event' : 'events'}`);
  const link = page.url();
  await page.goBack();
  await settled(page);
  check('back undoes the last', !/words=/.test(page.url()));
  const other = await open(link.slice(server.address.length));
  check('a link brings the same view', /^\d+ events?$/.test(await count(other)) && (await count(other)).startsWith(String(both)));
  same('with its chips', await other.locator('.chip:not(.all)').count(), 2);
  await other.locator('.chip.all').click();
  await settled(other);
  same('and all can be cleared', new URL(other.url()).search, '');
  await other.locator('.filters summary').click();
  await other.getByLabel('Assault', { exact: true }).check();
  await settled(other);
  same('types from the menu', await count(other), `${(await api('events?type=ASSAULT&limit=1')).total} event${(await api('events?type=ASSAULT&limit=1')).total === 1 ? '' : 's'}`);
  await other.goto(`${server.address}?words=zzzz`);
  await other.waitForSelector('.empty:not([hidden])');
  await audit(other, 'nothing found');
  await page.context().close();
  await other.context().close();
}

// ---- charts filter ---------------------------------------------------------------------------------
{
  const page = await open('');
  await page.waitForSelector('#network [data-node]');
  await page.locator('#network [data-node="0"]').click({ force: true });
  await settled(page);
  check('a node filters', /either=[A-Z]/.test(page.url()), page.url());
  await page.goto(server.address);
  await page.waitForSelector('#network [data-edge]', { state: 'attached' });
  await page.locator('#network button', { hasText: 'Table' }).click();
  await page.locator('#network .as-table button').first().click();
  await settled(page);
  check('a dyad filters', /dyad=[A-Z]+:[A-Z]+/.test(page.url()), page.url());
  await page.goto(server.address);
  await page.waitForSelector('#map [data-cluster]');
  await page.locator('#map button[aria-label="Area"]').click();
  await settled(page);
  check('the view of the map filters', /box=/.test(page.url()), page.url());
  await page.goto(server.address);
  await page.waitForSelector('html.ready');
  await settled(page);
  const svg = await page.locator('#timeline svg').boundingBox();
  const before = await count(page);
  await page.mouse.move(svg.x + svg.width * 0.3, svg.y + 80);
  await page.mouse.down();
  await page.mouse.move(svg.x + svg.width * 0.5, svg.y + 80, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  check('the brush chooses days', /since=2031-\d\d-\d\d&until=2031/.test(page.url()), page.url());
  check('and everything follows', (await count(page)) !== before, await count(page));
  check('the rest of time stays in sight', (await page.locator('#timeline .outside').count()) === 2);
  const total = Number((await api(`events${new URL(page.url()).search}&limit=1`)).total);
  same('as the API has it', parseInt(await count(page)), total);
  await page.locator('#timeline button[aria-label="All time"]').click();
  await settled(page);
  same('and is undone', await count(page), before);
  await page.locator('#timeline select').selectOption('type');
  check('by type', /series=type/.test(page.url()) && (await page.locator('#timeline path').count()) > 5);
  await page.context().close();
}

// ---- the whole path, to "why?" and "wrong" -----------------------------------------------------------
{
  const page = await open(`#token=${server.token}`);
  check('the token leaves the address', !page.url().includes(server.token), page.url());
  await page.locator('#search').fill('chad');
  await page.locator('#search').press('Enter');
  await settled(page);
  await page.locator('#event-list [role=option]', { hasText: 'drew back' }).click();
  await page.waitForSelector('#article .text');
  check('the article opens', /withdraw/i.test(await page.locator('#article-title').innerText()));
  check('its act is marked', (await page.locator('.text .m-trigger').count()) > 0);
  check('actors, dates and places too', (await page.locator('.text .m-actor').count()) > 3 && (await page.locator('.text .m-time').count()) > 1 && (await page.locator('.text .m-place').count()) > 0);
  check('the event that led here is lit', (await page.locator('.text .lit').count()) > 0);
  check('its tellings', /The Oslo Herald/.test(await page.locator('.tellings').innerText()));
  await audit(page, 'article');
  const other = page.locator('.event:not(.mine)').first();
  await other.hover();
  const id = await other.getAttribute('data-event');
  same('hovering an event lights its words', await page.locator(`.text .lit[data-events~="${id}"]`).count() > 0, true);
  await page.locator('.event.mine .why').first().click();
  await page.waitForSelector('.why-body .tree');
  const why = await page.locator('.why-body').innerText();
  check('why: the rule and its file', /data\/en\/\w+\.rules:\d+/.test(why), why.slice(0, 200));
  check('why: examples', (await page.locator('.why-body section').first().locator('li').count()) > 0);
  check('why: lines of dictionaries', /data\/world\/\w+/.test(why));
  check('why: a tree', (await page.locator('.tree .arc').count()) > 4 && (await page.locator('.tree .coded').count()) === 1);
  await audit(page, 'why');
  await page.keyboard.press('Escape');
  check('Escape closes it, focus goes back', await page.evaluate(() => document.activeElement?.classList.contains('why')));
  await page.locator('.event.mine button', { hasText: 'Wrong' }).first().click();
  await audit(page, 'wrong');
  await page.locator('dialog select').selectOption('date');
  await page.locator('dialog textarea').fill('The day is another: <b>Tuesday</b>.');
  await page.locator('dialog button', { hasText: 'Send' }).click();
  await page.waitForSelector('.reviews:not([hidden]) li');
  check('the note is shown, as text', /<b>Tuesday<\/b>/.test(await page.locator('.reviews').innerText()));
  const exported = execFileSync(bede, ['export', store, '--format', 'reviews'], { encoding: 'utf8' });
  const note = JSON.parse(exported.trim());
  check('and exported', note.field === 'date' && note.type === 'RETREAT' && /withdr/.test(note.text), exported);
  await page.goBack();
  await page.waitForSelector('#article', { state: 'detached' });
  check('back leaves the article', await page.locator('#timeline').isVisible());
  await page.context().close();
}

// ---- a page that is pasted ---------------------------------------------------------------------------
{
  const page = await open(`#token=${server.token}`);
  const events = (await api('')).events;
  await page.locator('header.top button', { hasText: 'Read a page' }).click();
  await audit(page, 'paste');
  await page.locator('dialog textarea').fill('Kenya and Uganda sign a deal\n\nThe president of Kenya met the president of Uganda in Nairobi on Monday.\n\nSudan condemned the deal.');
  await page.locator('dialog input[type=date]').fill('2031-05-06');
  await page.locator('dialog button', { hasText: 'Read it' }).click();
  await page.waitForSelector('#article .events li');
  check('it is coded', /met/.test(await page.locator('#article .events').innerText()));
  check('it is said that nothing is kept', /not|nothing/i.test(await page.locator('#article .notice').innerText()));
  same('and nothing is', (await api('')).events, events);
  await page.locator('#article .why').first().click();
  await page.waitForSelector('.why-body .tree');
  check('why? works there too', /rules:\d+/.test(await page.locator('.why-body').innerText()));
  await page.keyboard.press('Escape');
  await page.locator('#article .close').click();
  check('and is gone', await page.locator('#timeline').isVisible());
  await page.locator('header.top button', { hasText: 'Read a page' }).click();
  await page.locator('dialog input[type=file]').setInputFiles(join(here, 'pages/straits-navy.html'));
  await page.locator('dialog button', { hasText: 'Read it' }).click();
  await page.waitForSelector('#article .events li');
  check('a file too', /Malaysia/.test(await page.locator('#article').innerText()));
  await page.context().close();
  const stranger = await open('');
  await stranger.locator('header.top button', { hasText: 'Read a page' }).click();
  check('without the token it is said what is needed', /token/.test(await stranger.locator('dialog').innerText()));
  check('and cannot be sent', await stranger.locator('dialog button[type=submit]').isDisabled());
  await stranger.context().close();
}

// ---- by keyboard alone -------------------------------------------------------------------------------
{
  const page = await open('');
  await page.keyboard.press('Tab');
  check('first a link past everything', await page.evaluate(() => document.activeElement?.classList.contains('skip')));
  await page.keyboard.press('Enter');
  same('to the list', await page.evaluate(() => document.activeElement?.id), 'event-list');
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'ArrowDown']) await page.keyboard.press(key);
  same('arrows go along it', await page.locator('#event-list').getAttribute('aria-activedescendant'), 'row-1');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#article .text');
  same('Enter opens; the title has the focus', await page.evaluate(() => document.activeElement?.id), 'article-title');
  let hops = 0;
  while (hops++ < 40 && !(await page.evaluate(() => document.activeElement?.classList.contains('why')))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.why-body .tree');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#article', { state: 'detached' });
  same('Escape goes back to the list', await page.evaluate(() => document.activeElement?.id), 'event-list');
  await page.keyboard.press('/');
  same('/ goes to the search', await page.evaluate(() => document.activeElement?.id), 'search');
  await page.locator('#timeline [data-which=since]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await settled(page);
  check('a handle of time moves', /since=/.test(page.url()), page.url());
  same('and keeps the focus', await page.evaluate(() => document.activeElement?.getAttribute('data-which')), 'since');
  await page.keyboard.press('Escape');
  await settled(page);
  await page.waitForSelector('#network [data-node]');
  await page.locator('#network [data-node="0"]').focus();
  await page.keyboard.press('ArrowRight');
  const node = await page.evaluate(() => document.activeElement?.getAttribute('data-node'));
  check('arrows go from node to node', node !== null && node !== '0', String(node));
  await page.keyboard.press('Enter');
  await settled(page);
  check('Enter filters by it', /either=/.test(page.url()), page.url());
  await page.context().close();
}

// ---- phones, darkness, right to left, less motion -----------------------------------------------------
{
  const page = await open('', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true, reducedMotion: 'reduce' });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  check('no scrolling sideways at 360', (await wide()) <= 360, String(await wide()));
  check('one view at a time', (await page.locator('#events').isVisible()) && !(await page.locator('#map').isVisible()));
  await audit(page, 'list, dark, 360');
  for (const view of ['timeline', 'network', 'map']) {
    await page.locator(`.tabs button[data-view=${view}]`).click();
    check(`${view} alone`, (await page.locator(`#${view}`).isVisible()) && !(await page.locator('#events').isVisible()));
    check(`${view}: no scrolling sideways`, (await wide()) <= 360, String(await wide()));
    await audit(page, `${view}, dark, 360`);
  }
  await page.locator('.tabs button[data-view=events]').click();
  await page.locator('#event-list [role=option]').first().click();
  await page.waitForSelector('#article .text');
  check('article: no scrolling sideways', (await wide()) <= 360, String(await wide()));
  await audit(page, 'article, dark, 360');
  await page.context().close();

  const arabic = await open('?article=1');
  await arabic.waitForSelector('#article .text');
  same('text from right to left stands so', await arabic.evaluate(() => getComputedStyle(document.querySelector('.text p')).direction), 'rtl');
  await arabic.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await audit(arabic, 'right to left');
  check('the frame turns too', await arabic.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await arabic.context().close();
  const dark = await open('', { colorScheme: 'dark' });
  await audit(dark, 'first view, dark');
  await dark.locator('header.top > select').selectOption('light');
  same('the switch wins over the system', await dark.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(251, 250, 247)');
  await dark.context().close();
}

// ---- files --------------------------------------------------------------------------------------------
{
  const page = await open('?either=NOR');
  await page.waitForSelector('#network [data-node]');
  const menu = async (id, what) => {
    await page.locator(`#${id} .menu summary`).click();
    return download(page, () => page.locator(`#${id} .menu button`, { hasText: what }).click());
  };
  for (const id of ['timeline', 'network', 'map']) {
    const csv = await menu(id, 'CSV');
    check(`${id}: CSV`, csv.name === `bede-${id}.csv` && csv.bytes.toString().split('\r\n').length > 2);
    const svg = (await menu(id, 'SVG')).bytes.toString();
    check(`${id}: SVG with its styles`, svg.startsWith('<svg') && /fill="rgb/.test(svg) && !/class=/.test(svg));
    const png = await menu(id, 'PNG');
    check(`${id}: PNG`, png.bytes.subarray(1, 4).toString() === 'PNG' && png.bytes.length > 3000);
  }
  const csv = (await menu('events', 'CSV')).bytes.toString();
  const wanted = execFileSync(bede, ['find', store, '--either', 'NOR', '--format', 'csv'], { encoding: 'utf8' });
  check('the list as CSV is what bede find writes', csv === wanted, `${csv.length} and ${wanted.length} bytes`);
  await page.context().close();
}

// ---- while somebody adds --------------------------------------------------------------------------------
{
  const page = await open('');
  const before = parseInt(await count(page));
  add(bede, store, pages.filter((p) => p.endsWith('straits-navy.html')));
  await page.waitForSelector('.notices .notice', { timeout: 15000 });
  check('new events are told of', /new event/.test(await page.locator('.notices').innerText()), await page.locator('.notices').innerText());
  same('and not forced on the reader', parseInt(await count(page)), before);
  await audit(page, 'notice');
  await page.locator('.notices button').click();
  await page.waitForFunction((n) => parseInt(document.querySelector('#events .count').textContent) > n, before);
  check('they are shown when asked for', parseInt(await count(page)) > before);
  await server.end();
  await page.locator('#search').fill('peru');
  await page.locator('#search').press('Enter');
  await page.waitForSelector('.notice.fault');
  check('a server that is gone is told of, the last view stays', parseInt(await count(page)) > before);
  await page.context().close();
}

check('nothing was asked of anybody else', strays.length === 0, strays.join(' '));
await chrome.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
