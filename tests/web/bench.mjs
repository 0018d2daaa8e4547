// SPDX-License-Identifier: Apache-2.0
// node bench.mjs BEDE STORE: how long the page takes over a large store, in headless Chromium.
import { browser, serve } from './ground.mjs';

const [bede, store] = process.argv.slice(2);
const server = await serve(bede, store);
const chrome = await browser();
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// The first view: from the click on the link to all charts and the list drawn and ready for input.
const first = [];
let weight = 0;
for (let i = 0; i < 7; i++) {
  const page = await (await chrome.newContext({ viewport: { width: 1400, height: 950 } })).newPage();
  await page.goto(server.address);
  await page.waitForSelector('html.ready');
  first.push(await page.evaluate(() => performance.getEntriesByName('draw')[0].startTime + performance.getEntriesByName('draw')[0].duration));
  weight = await page.evaluate(() => performance.getEntriesByType('resource').filter((r) => /assets/.test(r.name)).reduce((n, r) => n + r.encodedBodySize, 0)
    + performance.getEntriesByType('navigation')[0].encodedBodySize);
  await page.context().close();
}
console.log(`first view: median ${median(first.slice(1)).toFixed(0)} ms, most ${Math.max(...first.slice(1)).toFixed(0)} ms (the very first ${first[0].toFixed(0)} ms)`);
console.log(`all assets, gzip: ${(weight / 1024).toFixed(1)} KiB`);

// A filter: from the change of the address to the drawn views; every question for the first time.
const page = await (await chrome.newContext({ viewport: { width: 1400, height: 950 } })).newPage();
await page.goto(server.address);
await page.waitForSelector('html.ready');
// Once the first layout has come to rest.
await page.waitForSelector('[data-node]');
const filters = ['either=RUS', 'type=ASSAULT', 'quad=1', 'since=2014-01-01&until=2014-12-31', 'dyad=RUS:USA', 'country=USA', 'sector=MIL', 'min-sources=2',
  'type=CONSULT,AGREE&either=USA', 'since=2012-03-01&until=2016-02-28&quad=4', 'who=RUS&type=COERCE', 'words=talk', 'words=agency', ''];
const redraw = [];
for (const f of filters) {
  await page.evaluate(() => performance.clearMeasures());
  await page.evaluate((q) => { history.pushState(null, '', `/?${q}`); dispatchEvent(new PopStateEvent('popstate')); }, f);
  await page.waitForFunction(() => performance.getEntriesByName('draw').length > 0 && !document.body.hasAttribute('aria-busy'));
  const ms = await page.evaluate(() => performance.getEntriesByName('draw')[0].duration);
  redraw.push(ms);
  await page.waitForTimeout(1200); // the network comes to rest, as it does before a reader's next click
  console.log(`  ${ms.toFixed(0).padStart(5)} ms  ${f || 'all'}`);
}
console.log(`redraw: median ${median(redraw).toFixed(0)} ms, most ${Math.max(...redraw).toFixed(0)} ms`);
await chrome.close();
await server.end();
