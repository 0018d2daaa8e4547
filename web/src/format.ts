// SPDX-License-Identifier: Apache-2.0
// Numbers, days and events in words, by the reader's locale.
import type { ArticleEvent, EventRow, Party } from './api.ts';
import { strings } from './strings.ts';

const plain = new Intl.NumberFormat();
const decimal = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
export const number = (n: number): string => plain.format(n);
export const goldstein = (n: number): string => decimal.format(n);

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const YEAR = new Intl.DateTimeFormat(undefined, { year: 'numeric', timeZone: 'UTC' });

export const dayOf = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
export const isoOf = (d: Date): string => d.toISOString().slice(0, 10);
export function day(iso: string | null, precision = 'day'): string {
  if (!iso) return strings.ui.noDay;
  const d = dayOf(iso);
  return (precision === 'year' ? YEAR : precision === 'month' ? MONTH : DAY).format(d);
}
export const month = (iso: string | null): string => (iso ? MONTH.format(dayOf(iso)) : strings.ui.noDay);

/** "month" of a bin's first day, "day" of a day. */
export function binName(unit: string, iso: string): string {
  return unit === 'year' ? YEAR.format(dayOf(iso)) : unit === 'month' || unit === 'quarter' ? MONTH.format(dayOf(iso)) : DAY.format(dayOf(iso));
}

const LONGEST = 70;
export function partyName(p: Party): string {
  const name = p.name ?? (p.text || p.code);
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return short || strings.somebody;
}

function list(names: string[]): string {
  const most = 3;
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(', ')} ${strings.andMore(number(names.length - most))}`;
  return shown.length < 2 ? shown.join('') : shown.slice(0, -1).join(', ') + strings.and + shown[shown.length - 1]!;
}

const upper = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

interface Telling {
  type: string; mode: string | null; aux: string[]; actors: Party[]; recipients: Party[];
}

/** "Russia met Iran" */
function sentence(t: Telling): string {
  const verb = strings.verbs[`${t.type}:${t.mode ?? ''}`] ?? strings.verbs[t.type];
  const unique = (p: Party[]) => [...new Set(p.map(partyName))];
  const who = t.actors.length ? list(unique(t.actors)) : strings.somebody;
  const whom = list(unique(t.recipients));
  if (!verb) return `${upper(who)} ${t.type} ${whom}`;
  // Two who meet need no other.
  const alone = !whom && verb.alone && !(t.type === 'CONSULT' && t.actors.length > 1);
  const [past, base] = alone ? verb.alone! : [verb.past, verb.base];
  const act = t.aux.includes('negation') ? strings.negated(base)
    : t.aux.includes('hypothetical') ? strings.hypothetical(base)
    : t.aux.includes('future') ? strings.future(base)
    : past;
  return `${upper(who)} ${act}${whom ? ` ${verb.join}${whom}` : ''}`;
}

export function inWords(e: EventRow): string {
  const told = sentence({ type: e.event, mode: e.mode, aux: e.aux, actors: e.actor, recipients: e.recipient });
  return told + (e.location ? strings.inPlace(e.location.name) : '');
}

export function articleEventInWords(e: ArticleEvent): string {
  const side = (role: 'A' | 'R') => e.parties.filter((p) => p.role === role);
  const told = sentence({ type: e.type, mode: e.mode, aux: e.aux, actors: side('A'), recipients: side('R') });
  return told + (e.place ? strings.inPlace(e.place.name) : '');
}

/** CSV as RFC 4180 wants it. */
export function csv(rows: (string | number)[][]): string {
  const cell = (v: string | number) => {
    const text = String(v);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return rows.map((r) => r.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Where each code point of a text begins, in UTF-16 units, which strings are cut by. */
export function codePoints(text: string): (point: number) => number {
  if (!/[\uD800-\uDBFF]/.test(text)) return (p) => Math.min(p, text.length);
  const at: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) at.push(i);
  at.push(text.length);
  return (p) => at[Math.min(p, at.length - 1)]!;
}
