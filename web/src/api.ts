// SPDX-License-Identifier: Apache-2.0
// The server's answers (docs/serve.md) and how they are asked for.

export interface Party {
  text: string; name: string | null; code: string; country: string; sector: string; office: string | null;
}
export interface ToldParty { role: 'actor' | 'recipient'; text: string; code: string; sector: string; start?: number; end?: number }
export interface Mention {
  id: string; article: string; article_row: number; url: string | null; outlet: string | null;
  title: string; published: string | null; sentence: number; text: string; trigger: string;
  said_by: string | null; reported_by: string | null; rule: string; why: string; weight: number;
  parties?: ToldParty[];
}
export interface Place { text: string; name: string; country: string; lat: number; lon: number }
export interface EventRow {
  id: string; date: string | null; date_end: string | null; date_precision: string; event: string;
  mode: string | null; context: string | null; aux: string[]; cameo: string; quad: number;
  goldstein: number; score: number; actor: Party[]; recipient: Party[]; location: Place | null;
  n_mentions: number; n_articles: number; n_sources: number; mentions: Mention[];
}
export interface EventPage { total: number; offset: number; next: string; state: string; events: EventRow[] }
export interface Timeline {
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year'; from: string; to: string; first: string; last: string; types: string[];
  quads: number[]; bins: [string, number[]][];
}
export interface Node { code: string; name: string; n: number; country: string }
export interface Edge { actor: number; recipient: number; n: number; goldstein: number; quads: number[] }
export interface Spot {
  name: string; country: string; lat: number; lon: number; kind: string; n: number; goldstein: number;
}
export interface Overview {
  state: string; total: number; articles: number; sources: number; undated: number; timeline: Timeline;
  network: { nodes: Node[]; edges: Edge[] }; places: Spot[]; countries: Record<string, number>;
  types: [string, number][]; quads: number[]; aux: Record<string, number>; outlets: [string, number][];
}
export interface About {
  version: string; store: string; state: string; events: number; articles: number;
  may_write: boolean; since: string | null; until: string | null;
}
export interface Suggestion {
  kind: string; value: string; label: string; detail: string; filter: string; n: number | null;
}
export interface Mark {
  kind: 'actor' | 'place' | 'time'; start: number; end: number; label: string; detail: string;
  code: string; source: string;
}
export interface ArticleParty extends Party { role: 'A' | 'R'; start: number; end: number }
export interface ArticleEvent {
  id: string; event: string | null; type: string; mode: string | null; context: string | null;
  aux: string[]; cameo: string; quad: number; goldstein: number; date: string | null; sentence: number;
  trigger: { start: number; end: number }; parties: ArticleParty[]; place: Place | null;
  said_by: string | null; reported_by: string | null; rule: string;
}
export interface Quote {
  start: number; end: number; speaker: string | null; speaker_text: string | null; cue: string | null;
  direct: boolean; sentence: number;
}
export interface Article {
  row: number | null; name: string; url: string | null; title: string; outlet: string | null;
  language: string | null; published: string | null; basis: string; authors: string[];
  credits: string[]; off_topic: boolean; text: string;
  sentences: { number: number; start: number; end: number }[]; quotes: Quote[];
  events: ArticleEvent[]; marks: Mark[];
  similar: { row: number; title: string; outlet: string | null; published: string | null }[];
}
export interface Why {
  sentence: number; text: string;
  words: { form: string; lemma: string; upos: string; xpos: string; relation: string; head: number }[];
  mentions: { text: string; code: string; sector: string; name: string; source: string }[];
  steps: { word: number; step: string; rule: string; why: string }[];
}
export interface Rule { rule: string; name: string; text: string; examples: string[]; comment: string }
export interface Review {
  id: number; event: string; mention: string; verdict: string; field: string; note: string; at: string;
}

const BASE = '/api/v1/';
const TOKEN = 'bede-token';

/** The token comes behind "#", which no browser sends, and leaves the address at once. */
export function takeToken(): void {
  const found = /(?:^#|&)token=([0-9a-f]{32})/.exec(location.hash);
  if (!found) return;
  sessionStorage.setItem(TOKEN, found[1]!);
  history.replaceState(history.state, '', location.pathname + location.search);
}
export const hasToken = (): boolean => sessionStorage.getItem(TOKEN) !== null;

export class ServerError extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

async function answer(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const said = body && typeof body === 'object' && 'error' in body ? String(body.error) : response.statusText;
  throw new ServerError(said, response.status);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await answer(await fetch(BASE + path, signal ? { signal } : {}))) as T;
}

export async function post<T>(path: string, body: BodyInit, type: string): Promise<T> {
  const headers = { 'Content-Type': type, 'X-Bede-Token': sessionStorage.getItem(TOKEN) ?? '' };
  return (await answer(await fetch(BASE + path, { method: 'POST', headers, body }))) as T;
}

export const address = (path: string): string => BASE + path;
