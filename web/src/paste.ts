// SPDX-License-Identifier: Apache-2.0
// One page, pasted or dropped, read on the spot; nothing of it is kept.
import { hasToken, post, type Article } from './api.ts';
import type { Shown } from './article.ts';
import { h } from './dom.ts';
import { ui } from './strings.ts';

export function pasteDialog(show: (shown: Shown) => void): void {
  let file: File | null = null;
  const text = h('textarea', { rows: 10, 'aria-label': ui('pasteTitle'), dir: 'auto', placeholder: ui('pasteHint') });
  const choose = h('input', { type: 'file', 'aria-label': ui('pasteFile'), onchange: () => take(choose.files?.[0] ?? null) });
  const date = h('input', { type: 'date' });
  const fault = h('p', { class: 'fault', role: 'alert' });
  const named = h('p', { class: 'facts', 'aria-live': 'polite' });
  function take(chosen: File | null): void {
    file = chosen;
    named.textContent = chosen?.name ?? '';
  }
  async function read(): Promise<void> {
    const body = file ?? (text.value.trim() ? new Blob([text.value]) : null);
    if (!body) {
      fault.textContent = ui('pasteNothing');
      text.focus();
      return;
    }
    // What is pasted may be either; files are told from their bytes.
    const type = file ? 'application/octet-stream' : /<(html|body|p|div|article|!doctype)\b/i.test(text.value) ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
    const params = new URLSearchParams(date.value ? { date: date.value } : {}).toString();
    fault.textContent = '';
    try {
      const article = await post<Article>(`read?${params}`, body, type);
      dialog.close();
      show({ article, event: null, pasted: { body, type, params } });
    } catch (e) {
      fault.textContent = String((e as Error).message);
    }
  }
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'paste-title' },
    h('form', { method: 'dialog', onsubmit: (e) => { e.preventDefault(); void read(); } },
      h('h2', { id: 'paste-title' }, ui('pasteTitle')), h('p', null, ui('pasteHint')),
      hasToken() ? null : h('p', { class: 'notice' }, ui('needToken')),
      text, h('p', { class: 'field' }, choose), named,
      h('label', { class: 'field' }, ui('pasteDate'), ' ', date), fault,
      h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'main', disabled: !hasToken() }, ui('pasteRead')), ' ',
        h('button', { type: 'button', onclick: () => dialog.close() }, ui('cancel')))));
  const before = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus();
  });
  dialog.addEventListener('dragover', (e) => {
    e.preventDefault();
    dialog.classList.add('dropping');
  });
  dialog.addEventListener('dragleave', () => dialog.classList.remove('dropping'));
  dialog.addEventListener('drop', (e) => {
    e.preventDefault();
    dialog.classList.remove('dropping');
    take(e.dataTransfer?.files[0] ?? null);
    if (!file) text.value = e.dataTransfer?.getData('text') ?? '';
  });
  document.body.append(dialog);
  dialog.showModal();
  text.focus();
}
