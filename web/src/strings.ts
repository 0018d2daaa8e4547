// SPDX-License-Identifier: Apache-2.0
// Every word of the interface. Another language is another object of the same type, and one more
// line in `languages`.

/** How a kind of act is told: "met", "meet", and what joins it to whom it was done to. */
export interface Verb {
  past: string;
  base: string;
  /** Before the recipient: "with " of "held talks with Chad"; "" if nothing. */
  join: string;
  /** Where nobody is told of to whom it was done: past and base. */
  alone?: [string, string];
}

export interface Strings {
  code: string;
  dir: 'ltr' | 'rtl';
  title: string;
  skipToEvents: string;
  skipToSearch: string;
  ui: Record<UiKey, string>;
  types: Record<string, string>;
  quads: [string, string, string, string];
  aux: Record<string, string>;
  verbs: Record<string, Verb>;
  fields: Record<string, string>;
  /** Forms of a verb that did not, or not yet, come true. */
  future(base: string): string;
  negated(base: string): string;
  hypothetical(base: string): string;
  and: string;
  somebody: string;
  inPlace(place: string): string;
  onDate(date: string): string;
  toldBy(n: number, number: string): string;
  events(n: number, number: string): string;
  articles(n: number, number: string): string;
  fresh(n: number, number: string): string;
  andMore(n: string): string;
  nodeLabel(name: string, n: string): string;
  placeLabel(name: string, n: string): string;
  clusterLabel(places: number, n: string): string;
  barLabel(date: string, n: string): string;
  results(n: string): string;
  mean(value: string): string;
}

export type UiKey =
  | 'search' | 'searchHint' | 'clear' | 'clearAll' | 'remove' | 'filters' | 'timeline' | 'network'
  | 'map' | 'events' | 'article' | 'byQuad' | 'byType' | 'asTable' | 'asChart' | 'save' | 'saveCsv'
  | 'savePng' | 'saveSvg' | 'saveJsonl' | 'sort' | 'sortDate' | 'sortAdded' | 'sortSources'
  | 'sortGoldstein' | 'rising' | 'falling' | 'group' | 'groupNone' | 'groupMonth' | 'groupType'
  | 'paste' | 'pasteTitle' | 'pasteHint' | 'pasteFile' | 'pasteDate' | 'pasteRead' | 'pasteNothing'
  | 'notKept' | 'close' | 'back' | 'why' | 'wrong' | 'right' | 'wrongTitle' | 'wrongField'
  | 'wrongNote' | 'send' | 'cancel' | 'sent' | 'needToken' | 'theme' | 'themeAuto' | 'themeLight'
  | 'themeDark' | 'language' | 'type' | 'quad' | 'aux' | 'since' | 'until' | 'sources' | 'minSources'
  | 'any' | 'factsOnly' | 'who' | 'whom' | 'either' | 'dyad' | 'country' | 'sector' | 'place' | 'box'
  | 'source' | 'words' | 'cameo' | 'mode' | 'context' | 'actor' | 'noEvents' | 'noDay' | 'loading'
  | 'failed' | 'retry' | 'lost' | 'show' | 'cooperation' | 'conflict' | 'zoomIn' | 'zoomOut'
  | 'zoomAll' | 'brushFrom' | 'brushTo' | 'brushClear' | 'networkHint' | 'mapHint' | 'timelineHint'
  | 'legend' | 'markActor' | 'markPlace' | 'markTime' | 'markQuote' | 'markTrigger' | 'published'
  | 'authors' | 'credits' | 'outlet' | 'openPage' | 'similar' | 'tellings' | 'saidBy' | 'reportedBy'
  | 'rule' | 'ruleExamples' | 'ruleGone' | 'dictionary' | 'tree' | 'treeTable' | 'steps' | 'allSteps'
  | 'word' | 'lemma' | 'tag' | 'relation' | 'head' | 'code' | 'name' | 'count' | 'meanGoldstein'
  | 'date' | 'recipient' | 'reviews' | 'readOnly' | 'drop' | 'undated' | 'sentence' | 'noArticle'
  | 'confirm' | 'selected' | 'kind' | 'latitude' | 'longitude' | 'menu' | 'headline' | 'offTopic'
  | 'thisEvent' | 'articleEvents' | 'noTrigger' | 'merged';

const en: Strings = {
  code: 'en',
  dir: 'ltr',
  title: 'bede',
  skipToEvents: 'Skip to the events',
  skipToSearch: 'Skip to the search',
  ui: {
    search: 'Search', searchHint: 'Actor, country, place, outlet, type or words',
    clear: 'Clear', clearAll: 'Clear all filters', remove: 'Remove', filters: 'Filters',
    timeline: 'Timeline', network: 'Network', map: 'Map', events: 'Events', article: 'Article',
    byQuad: 'by class', byType: 'by type', asTable: 'Table', asChart: 'Chart',
    save: 'Save', saveCsv: 'CSV', savePng: 'PNG', saveSvg: 'SVG', saveJsonl: 'JSON lines',
    sort: 'Sort', sortDate: 'date', sortAdded: 'added', sortSources: 'sources',
    sortGoldstein: 'Goldstein', rising: 'Rising', falling: 'Falling', group: 'Group',
    groupNone: 'none', groupMonth: 'month', groupType: 'type',
    paste: 'Read a page', pasteTitle: 'Read a page',
    pasteHint: 'Paste the text or the HTML of one news page. It is read on this machine and not kept.',
    pasteFile: 'or choose a file', pasteDate: 'Day of publication, if the page does not tell',
    pasteRead: 'Read it', pasteNothing: 'Paste something, or choose a file, first.',
    notKept: 'This page was read just now; nothing of it is kept.', close: 'Close', back: 'Back',
    why: 'Why?', wrong: 'Wrong', right: 'Right', wrongTitle: 'What is wrong with this coding?',
    wrongField: 'What', wrongNote: 'Note', send: 'Send', cancel: 'Cancel',
    sent: 'Noted. bede export --format reviews gives it back.',
    needToken: 'For this, open the address that bede serve printed, with its token.',
    theme: 'Theme', themeAuto: 'as the system', themeLight: 'light', themeDark: 'dark',
    language: 'Language', type: 'Type', quad: 'Class', aux: 'Mood', since: 'From', until: 'To',
    sources: 'Sources', minSources: 'At least so many sources', any: 'any',
    factsOnly: 'what happened', who: 'Actor', whom: 'Recipient', either: 'Party', dyad: 'Dyad',
    country: 'Country', sector: 'Sector', place: 'Place', box: 'Area', source: 'Outlet',
    words: 'Words', cameo: 'CAMEO', mode: 'Mode', context: 'Context', actor: 'Actor',
    noEvents: 'No event fits. Remove a filter to see more.', noDay: 'Day not known',
    loading: 'Loading', failed: 'This could not be loaded', retry: 'Try again',
    lost: 'The server does not answer. What you see is what was there before.', show: 'Show',
    cooperation: 'cooperation', conflict: 'conflict', zoomIn: 'Zoom in', zoomOut: 'Zoom out',
    zoomAll: 'Show all', brushFrom: 'First day', brushTo: 'Last day', brushClear: 'All time',
    networkHint: 'Arrow keys go from actor to actor, Enter filters.',
    mapHint: 'Arrow keys go from place to place, Enter filters; plus and minus zoom.',
    timelineHint: 'Drag to choose days, or move the two handles with the arrow keys.',
    legend: 'Marks', markActor: 'actors', markPlace: 'places', markTime: 'dates',
    markQuote: 'quotations', markTrigger: 'acts', published: 'Published', authors: 'By',
    credits: 'Agencies', outlet: 'Outlet', openPage: 'The page itself', similar: 'Copies of this text',
    tellings: 'Told by', saidBy: 'said by', reportedBy: 'reported by', rule: 'Rule',
    ruleExamples: 'Its examples', ruleGone: 'The text of this rule is not in this bede.',
    dictionary: 'Who is named, and by which line of a dictionary', tree: 'Words and tree',
    treeTable: 'The tree as a table', steps: 'What the rules made of each word',
    allSteps: 'Also the rules that did not hold', word: 'Word', lemma: 'Lemma', tag: 'Tag',
    relation: 'Relation', head: 'Hangs on', code: 'Code', name: 'Name', count: 'Events',
    meanGoldstein: 'Mean Goldstein', date: 'Date', recipient: 'Recipient', reviews: 'Notes',
    readOnly: 'read only', drop: 'Drop the page here', undated: 'without a day',
    sentence: 'Sentence', noArticle: 'There is no article in this page.', confirm: 'OK',
    selected: 'selected', kind: 'Kind', latitude: 'Latitude', longitude: 'Longitude', menu: 'Menu',
    headline: 'Headline', offTopic: 'Sport, film or markets: nothing of it was coded.',
    thisEvent: 'This event', articleEvents: 'Events of this article', noTrigger: '',
    merged: 'held for the same event because:',
  },
  types: {
    AGREE: 'Agree', CONSULT: 'Consult', SUPPORT: 'Support', CONCEDE: 'Concede',
    COOPERATE: 'Cooperate', AID: 'Aid', RETREAT: 'Retreat', REQUEST: 'Request', ACCUSE: 'Accuse',
    REJECT: 'Reject', THREATEN: 'Threaten', PROTEST: 'Protest', SANCTION: 'Sanction',
    MOBILIZE: 'Mobilize', COERCE: 'Coerce', ASSAULT: 'Assault',
  },
  quads: ['Verbal cooperation', 'Material cooperation', 'Verbal conflict', 'Material conflict'],
  aux: {
    none: 'what happened', future: 'announced', hypothetical: 'supposed', negation: 'denied',
    historical: 'long past',
  },
  verbs: {
    AGREE: { past: 'came to an agreement', base: 'come to an agreement', join: 'with ' },
    CONSULT: { past: 'met', base: 'meet', join: '', alone: ['held talks', 'hold talks'] },
    'CONSULT:visit': { past: 'visited', base: 'visit', join: '', alone: ['paid a visit', 'pay a visit'] },
    'CONSULT:phone': { past: 'spoke by telephone', base: 'speak by telephone', join: 'with ' },
    SUPPORT: { past: 'backed', base: 'back', join: '', alone: ['gave support', 'give support'] },
    CONCEDE: { past: 'yielded', base: 'yield', join: 'to ' },
    COOPERATE: { past: 'worked together', base: 'work together', join: 'with ' },
    AID: { past: 'gave aid', base: 'give aid', join: 'to ' },
    RETREAT: { past: 'drew back', base: 'draw back', join: 'before ' },
    REQUEST: { past: 'made a request', base: 'make a request', join: 'to ' },
    ACCUSE: { past: 'accused', base: 'accuse', join: '', alone: ['made accusations', 'make accusations'] },
    'ACCUSE:disapprove': { past: 'criticized', base: 'criticize', join: '', alone: ['voiced criticism', 'voice criticism'] },
    REJECT: { past: 'turned down', base: 'turn down', join: '', alone: ['refused', 'refuse'] },
    THREATEN: { past: 'threatened', base: 'threaten', join: '', alone: ['made a threat', 'make a threat'] },
    PROTEST: { past: 'protested', base: 'protest', join: 'against ' },
    SANCTION: { past: 'imposed sanctions', base: 'impose sanctions', join: 'on ' },
    MOBILIZE: { past: 'mobilized forces', base: 'mobilize forces', join: 'against ' },
    COERCE: { past: 'coerced', base: 'coerce', join: '', alone: ['used coercion', 'use coercion'] },
    'COERCE:arrest': { past: 'arrested', base: 'arrest', join: '', alone: ['made arrests', 'make arrests'] },
    ASSAULT: { past: 'attacked', base: 'attack', join: '', alone: ['carried out an attack', 'carry out an attack'] },
  },
  fields: {
    'not-an-event': 'this is no event', type: 'the type', actor: 'the actor',
    recipient: 'the recipient', date: 'the date', place: 'the place', aux: 'whether it happened',
    quote: 'who said it', other: 'something else',
  },
  future: (base) => `is to ${base}`,
  negated: (base) => `did not ${base}`,
  hypothetical: (base) => `might ${base}`,
  and: ' and ',
  somebody: 'Somebody',
  inPlace: (place) => ` in ${place}`,
  onDate: (date) => ` on ${date}`,
  toldBy: (n, number) => `told by ${number} ${n === 1 ? 'source' : 'sources'}`,
  events: (n, number) => `${number} ${n === 1 ? 'event' : 'events'}`,
  articles: (n, number) => `${number} ${n === 1 ? 'article' : 'articles'}`,
  fresh: (n, number) => (n > 0 ? `${number} new ${n === 1 ? 'event' : 'events'}` : 'The store has changed'),
  andMore: (n) => `and ${n} more`,
  nodeLabel: (name, n) => `${name}: ${n} events. Filter`,
  placeLabel: (name, n) => `${name}: ${n} events. Filter`,
  clusterLabel: (places, n) => `${places} places: ${n} events. Zoom in`,
  barLabel: (date, n) => `${date}: ${n}`,
  results: (n) => `${n} events found`,
  mean: (value) => `mean Goldstein ${value}`,
};

export const languages: Strings[] = [en];

/** The language in use; set once at the start. */
export let strings: Strings = en;
export function chooseLanguage(code: string | null): void {
  const wanted = code ?? navigator.language;
  strings = languages.find((l) => wanted.startsWith(l.code)) ?? en;
}
export const ui = (key: UiKey): string => strings.ui[key];
