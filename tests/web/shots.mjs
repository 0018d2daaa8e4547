// SPDX-License-Identifier: Apache-2.0
// node shots.mjs BEDE: the pictures of the README, from the invented pages of this folder.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { add, browser, folder, here, pages, serve } from './ground.mjs';

const bede = process.argv[2] ?? 'build/data/bede';
const store = join(folder, 'news.db');
const out = join(here, '../../docs/img');
mkdirSync(out, { recursive: true });
add(bede, store, pages);
const server = await serve(bede, store);
const chrome = await browser();

async function shot(name, path, options, work) {
  const page = await (await chrome.newContext({ locale: 'en-GB', ...options })).newPage();
  await page.goto(server.address + path);
  await page.waitForSelector('html.ready');
  await work?.(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(out, name) });
  await page.context().close();
}

await shot('desk.png', '?from=2031-02-20&to=2031-04-20', { viewport: { width: 1360, height: 820 } }, (page) => page.waitForSelector('[data-node]'));
await shot('desk-why.png', '?type=RETREAT', { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' }, async (page) => {
  await page.locator('#event-list [role=option]').first().click();
  await page.waitForSelector('#article .text');
  await page.locator('.event.mine .why').nth(1).click();
  await page.waitForSelector('.why-body .tree');
});
await shot('desk-phone.png', '', { viewport: { width: 390, height: 760 } });
await chrome.close();
await server.end();
