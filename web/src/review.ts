// SPDX-License-Identifier: Apache-2.0
// Notes on codings: a small form, and those that are there already.
import { get, hasToken, post, type Review } from './api.ts';
import { announce, h } from './dom.ts';
import { strings, ui } from './strings.ts';

const changed = new EventTarget();

export function wrongButton(event: string, mention: string): HTMLElement {
  return h('button', { type: 'button', class: 'small', onclick: () => form(event, mention) }, ui('wrong'));
}

function form(event: string, mention: string): void {
  const field = h('select', { name: 'field' }, ...Object.entries(strings.fields).map(([value, label]) => h('option', { value }, label)));
  const note = h('textarea', { name: 'note', rows: 4, maxlength: 2000, dir: 'auto' });
  const fault = h('p', { class: 'fault', role: 'alert' });
  const close = () => dialog.close();
  const send = async () => {
    try {
      await post('reviews', JSON.stringify({ event, mention, verdict: 'wrong', field: field.value, note: note.value }), 'application/json');
      close();
      announce(ui('sent'));
      changed.dispatchEvent(new CustomEvent('note', { detail: event }));
    } catch (e) {
      fault.textContent = String((e as Error).message);
    }
  };
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'wrong-title' },
    h('form', { method: 'dialog', onsubmit: (e) => { e.preventDefault(); void send(); } },
      h('h2', { id: 'wrong-title' }, ui('wrongTitle')),
      hasToken() ? null : h('p', { class: 'notice' }, ui('needToken')),
      h('label', { class: 'field' }, ui('wrongField'), ' ', field), h('label', { class: 'field' }, ui('wrongNote'), note), fault,
      h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'main', disabled: !hasToken() }, ui('send')), ' ',
        h('button', { type: 'button', onclick: close }, ui('cancel')))));
  const before = document.activeElement as HTMLElement | null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function reviewsOf(event: string): HTMLElement {
  const list = h('ul');
  const el = h('section', { class: 'reviews', hidden: true, 'aria-labelledby': 'reviews-title' }, h('h3', { id: 'reviews-title' }, ui('reviews')), list);
  const load = async () => {
    const found = await get<{ reviews: Review[] }>(`reviews?${new URLSearchParams({ event })}`).catch(() => ({ reviews: [] }));
    el.hidden = !found.reviews.length;
    list.replaceChildren(...found.reviews.map((r) => h('li', null,
      h('span', { class: 'aux' }, r.verdict === 'wrong' ? ui('wrong') : ui('right')), ' ', strings.fields[r.field] ?? r.field,
      r.note ? h('q', { dir: 'auto' }, r.note) : null, ' ',
      h('time', { datetime: r.at }, new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(r.at))))));
  };
  void load();
  const again = (e: Event) => {
    if (!el.isConnected) changed.removeEventListener('note', again);
    else if ((e as CustomEvent).detail === event) void load();
  };
  changed.addEventListener('note', again);
  return el;
}
