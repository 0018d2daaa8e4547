// SPDX-License-Identifier: Apache-2.0
// What the scripts of this folder share: a store of invented pages, a server over it, a browser.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const here = dirname(fileURLToPath(import.meta.url));
export const folder = mkdtempSync(join(tmpdir(), 'bede-desk-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export const pages = readdirSync(join(here, 'pages')).sort().map((name) => join(here, 'pages', name));

export function add(bede, store, files) {
  execFileSync(bede, ['add', store, ...files], { stdio: ['ignore', 'ignore', 'ignore'] });
}

/** Serves a store on a free port; gives its address, its token, and what ends it. */
export function serve(bede, store, options = []) {
  const child = spawn(bede, ['serve', store, '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((done) => child.on('exit', done));
  return new Promise((done, fail) => {
    child.on('exit', (code) => fail(new Error(`bede serve ended with ${code}`)));
    child.stdout.once('data', (line) => {
      const [, address, token] = /^(http:\S+\/)#token=(\w+)/.exec(String(line)) ?? [];
      done({ address, token, pid: child.pid, end: () => (child.kill('SIGTERM'), ended) });
    });
  });
}

export async function browser() {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (!path) throw new Error('there is no Chromium on this machine (Debian: chromium)');
  return chromium.launch({
    executablePath: path,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
}
