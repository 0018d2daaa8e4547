// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    target: 'es2021',
    // The server's policy allows no inline data but pictures; nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  worker: { format: 'es' },
  // `npm run dev` beside `bede serve STORE`.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8017', changeOrigin: true } } },
});
