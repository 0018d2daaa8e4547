/* SPDX-License-Identifier: Apache-2.0 */
/* The day of an event.
 *
 * First what its own clause, or one that governs it, says. What is left is told elsewhere: an
 * attack that was dated in one sentence is the same in the next; "a day after X met Y" counts from
 * the other act; "In May, ... . She then ..." goes on in May. Only then is it the article's day. */
#include "what/what_int.h"

#include "base/day.h"

/* CODEBOOK: background is what lies more than this many days before the article. */
enum { BACKGROUND_DAYS = 30 };

static bool before_news(bede_dates d, bede_date published) {
    bede_date end = d.to;
    if (!published.day || !end.year)
        return false;
    if (end.day && bd_day_number(end) == bd_day_number(published)) {
        end = d.from; /* "since 2000": it goes on, but it is no news */
        if (end.day && end.year == published.year)
            return bd_day_number(published) - bd_day_number(end) > BACKGROUND_DAYS;
    }
    if (!end.month)
        return end.year < published.year;
    if (!end.day)
        end.day = (uint8_t)bd_day_month_length(end.year, end.month);
    return bd_day_number(published) - bd_day_number(end) > BACKGROUND_DAYS;
}

static bool after_news(bede_dates d, bede_date published) {
    return published.day && d.from.year && d.from.month &&
           bd_day_number(d.from) > bd_day_number(published);
}

static void set(bede_event *e, bede_dates dates, bede_date published) {
    e->dates = dates;
    e->aux &= (uint8_t)~BEDE_AUX_HISTORICAL;
    if (before_news(dates, published))
        e->aux |= BEDE_AUX_HISTORICAL;
}

/* "repeatedly", "weekly protests", "every year", "on numerous occasions": no day at all. */
static bool is_habit(const bd_deps *d, int32_t word) {
    static const char *const often[] = {
        "annually",  "yearly",     "monthly",  "weekly",  "daily",     "regularly", "repeatedly",
        "routinely", "frequently", "often",    "usually", "sometimes", "always",    "periodically",
        "every",     "numerous",   "repeated", "regular", "frequent",  "habitually"};
    for (int32_t c = d->child[word]; c >= 0; c = d->next[c]) {
        unsigned rel = d->words[c].deprel;
        bool phrase = rel == BD_REL_OBL || rel == BD_REL_OBL_UNMARKED;
        if (rel != BD_REL_ADVMOD && rel != BD_REL_AMOD && !phrase)
            continue;
        for (int32_t w = phrase ? d->child[c] : c; w >= 0; w = phrase ? d->next[w] : -1)
            for (size_t k = 0; k < sizeof often / sizeof *often; k++)
                if (bd_view_is(d->words[w].lemma, often[k]))
                    return !phrase || d->words[w].deprel == BD_REL_DET ||
                           bd_view_is(d->words[c].lemma, "occasion") ||
                           bd_view_is(d->words[c].lemma, "time");
    }
    return false;
}

void what_when(const what_sent *s, const what_hit *h, bede_event *e, what_dated *note) {
    bd_deps d;
    bede_date day = s->a->published;
    bd_deps_build(&d, s->arena, s->a, s->index);
    *note = (what_dated){.word = e->trigger_word, .type = (uint8_t)e->type};
    note->told = bd_when_of(s->a, &d, h->word, &e->dates, &note->own);
    note->linked = bd_when_anchor(s->arena, s->a, &d, h->word, &note->link);
    if (note->linked && note->link.inside)
        note->told = false; /* a date of the outer clause is the outer act's */
    /* What is promised, demanded or feared carries the day of the words, not the day that it is
     * promised for: nothing that is told has happened after its telling. */
    if (note->told && after_news(e->dates, day))
        note->told = false;
    if (note->told)
        set(e, note->dates = e->dates, day);
    else if ((note->shared = is_habit(&d, h->word)))
        e->dates = (bede_dates){0};
    else
        e->dates = (bede_dates){day, day, day.year ? BEDE_DAY : BEDE_PRECISION_UNKNOWN};
}

/* ---- the whole article ---- */

typedef struct dating {
    bd_arena *arena;
    const bede_article *a;
    bede_event *e;
    what_dated **note; /* of each event */
    const what_dated *notes;
    size_t n, n_notes;
} dating;

static bool dated(const dating *d, size_t i) {
    return d->note[i]->told || d->note[i]->shared;
}

static bool real(const bede_event *e) {
    return !(e->aux & (BEDE_AUX_FUTURE | BEDE_AUX_HYPOTHETICAL));
}

static bool share_code(const bede_party *p, size_t n, const bede_party *q, size_t m) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (p[i].who.code[0] && strcmp(p[i].who.code, q[k].who.code) == 0)
                return true;
    return n == 0 || m == 0;
}

/* Deeds that an article comes back to; words are said anew each time. */
static bool comes_back(const bede_event *e) {
    return e->type == BEDE_ASSAULT || e->type == BEDE_COERCE || e->type == BEDE_PROTEST ||
           e->type == BEDE_RETREAT || e->type == BEDE_MOBILIZE || e->type == BEDE_CONSULT;
}

/* An arrest is no sentence and a release no ceasefire; who attacks also kills. */
static bool one_way(const bede_event *e, const bede_event *f) {
    return e->type == BEDE_ASSAULT || e->type == BEDE_PROTEST || e->type == BEDE_CONSULT ||
           strncmp(e->cameo, f->cameo, 3) == 0;
}

/* May both tell of one deed? */
static bool one_deed(const bede_event *e, const bede_event *f) {
    if (e->type != f->type || !one_way(e, f))
        return false;
    if (e->type != f->type || !share_code(e->actors, e->n_actors, f->actors, f->n_actors) ||
        !share_code(e->recipients, e->n_recipients, f->recipients, f->n_recipients))
        return false;
    /* Nobody in common is no reason. */
    return (e->n_actors && f->n_actors) || (e->n_recipients && f->n_recipients);
}

/* Days between the deed's day and the article's within which it is what the article is about. */
static bool is_news(const dating *d, const bede_event *f) {
    return f->dates.precision == BEDE_DAY && !(f->aux & BEDE_AUX_HISTORICAL) && real(f) &&
           d->a->published.day;
}

static bool same_word(const dating *d, const bede_event *e, const bede_event *f) {
    return bd_view_eq(d->a->words[e->trigger_word].lemma, d->a->words[f->trigger_word].lemma);
}

static bool says_who(const bede_event *e) {
    return e->n_actors && e->n_recipients && e->actors[0].who.sector[0] &&
           e->recipients[0].who.sector[0];
}

/* The recent day that deeds of this kind are told of, even without saying who ("the explosion late
 * on Thursday"). Of several the first, if nothing else can be meant there; else none. */
static bool one_day(const dating *d, const bede_event *e, bool own, bede_dates *out) {
    bool found = false, parties = says_who(e); /* other parties' deeds are others */
    for (size_t k = 0; k < d->n_notes; k++) {
        const what_dated *note = &d->notes[k];
        if (!note->told || (own && !note->own) || note->type != e->type ||
            (parties && !note->ghost) || note->dates.precision != BEDE_DAY ||
            before_news(note->dates, d->a->published))
            continue;
        if (found && own)
            break;
        if (found && bd_day_number(out->from) != bd_day_number(note->dates.from))
            return false;
        *out = note->dates;
        found = true;
    }
    return found;
}

static bool from_ghosts(const dating *d, const bede_event *e, bede_dates *out) {
    return one_day(d, e, true, out) || one_day(d, e, false, out);
}

/* The date of the same deed told elsewhere; the nearest before, else the nearest behind. */
static void from_same_deed(dating *d) {
    for (size_t i = 0; i < d->n; i++) {
        bede_event *e = &d->e[i];
        size_t best = SIZE_MAX, far = SIZE_MAX;
        if (dated(d, i) || !real(e) || !comes_back(e))
            continue;
        for (size_t k = 0; k < d->n; k++) {
            const bede_event *f = &d->e[k];
            size_t steps = k < i ? i - k : 2 * (k - i);
            if (k == i || !d->note[k]->told || !is_news(d, f) || !one_deed(e, f) || steps >= far ||
                (d->note[i]->linked && !same_word(d, e, f)))
                continue;
            far = steps;
            best = k;
        }
        bede_dates dates;
        if (best != SIZE_MAX)
            dates = d->e[best].dates;
        else if (d->note[i]->linked || !from_ghosts(d, e, &dates))
            continue;
        set(e, dates, d->a->published);
        d->note[i]->shared = true;
    }
}

static bede_dates moved(bede_dates from, int32_t days) {
    int32_t day = bd_day_number(from.from) + days;
    bede_date to = bd_day_date(day);
    if (days > 300 || days < -300)
        return (bede_dates){{to.year, 0, 0}, {to.year, 0, 0}, BEDE_YEAR};
    return (bede_dates){to, to, BEDE_DAY};
}

/* The event told by the other clause of "a day after". */
static size_t other_end(const dating *d, size_t i) {
    const bede_event *e = &d->e[i];
    uint32_t base = d->a->sentences[e->sentence].first_word;
    bd_deps deps;
    bd_deps_build(&deps, d->arena, d->a, e->sentence);
    int32_t top = d->note[i]->link.other;
    for (size_t k = 0; k < d->n; k++)
        if (k != i && d->e[k].sentence == e->sentence && d->note[k]->linked &&
            d->note[k]->link.inside != d->note[i]->link.inside &&
            ((int32_t)(d->e[k].trigger_word - base) == top ||
             bd_deps_under(&deps, (int32_t)(d->e[k].trigger_word - base), top)))
            return k;
    return SIZE_MAX;
}

/* The outer act lies so many days behind the inner one; whichever is dated dates the other. */
static void from_links(dating *d) {
    for (size_t i = 0; i < d->n; i++) {
        const what_dated *note = d->note[i];
        if (!note->linked || dated(d, i))
            continue;
        size_t k = other_end(d, i);
        bede_dates from = {d->a->published, d->a->published, BEDE_DAY};
        if (k != SIZE_MAX && dated(d, k))
            from = d->e[k].dates;
        else if (!note->link.inside)
            continue; /* it is the news, or nobody knows */
        if (!from.from.day)
            continue;
        set(&d->e[i], moved(from, note->link.inside ? -note->link.days : note->link.days),
            d->a->published);
        d->note[i]->shared = true;
    }
}

/* The first expression of the sentence or behind it. */
static size_t first_time(const bede_article *a, uint32_t sentence) {
    size_t lo = 0, hi = a->n_times;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->times[mid].sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool has_time(const bede_article *a, uint32_t sentence) {
    size_t k = first_time(a, sentence);
    return k < a->n_times && a->times[k].sentence == sentence;
}

static const bede_time *opening_time(const bede_article *a, uint32_t sentence) {
    const bede_time *t = has_time(a, sentence) ? &a->times[first_time(a, sentence)] : NULL;
    return t && t->first <= a->sentences[sentence].first_word + 1 ? t : NULL;
}

static bool begins_with_pronoun(const bede_article *a, uint32_t sentence) {
    static const char *const list[] = {"he", "she", "they", "it"};
    bede_view v = bd_word_text(a, &a->words[a->sentences[sentence].first_word]);
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is_nocase(v, list[k]))
            return true;
    return false;
}

/* "The two sides then agreed": what comes next. */
static bool goes_on(const bede_article *a, const bede_event *e) {
    uint32_t first = a->sentences[e->sentence].first_word;
    for (uint32_t w = first; w < e->trigger_word; w++)
        if (w + 3 > e->trigger_word || w == first)
            if (bd_view_is_nocase(bd_word_text(a, &a->words[w]), "then"))
                return true;
    return false;
}

/* The dated event told last before event i, in its sentence or the one before. */
static const bede_event *told_before(const dating *d, size_t i) {
    for (size_t k = i; k-- > 0 && d->e[k].sentence + 1 >= d->e[i].sentence;)
        if (dated(d, k) && d->e[k].dates.from.year && real(&d->e[k]) && comes_back(&d->e[k]))
            return &d->e[k];
    return NULL;
}

/* "In May, X ... . She was taken to ...": the story goes on when it was. */
static void from_story(dating *d) {
    for (size_t i = 0; i < d->n; i++) {
        bede_event *e = &d->e[i];
        uint32_t s = e->sentence;
        if (dated(d, i) || !real(e) || s == 0)
            continue;
        bool pronoun = begins_with_pronoun(d->a, s), then = goes_on(d->a, e);
        if (has_time(d->a, s) && !then)
            continue;
        const bede_time *t = pronoun && d->a->sentences[s].block == d->a->sentences[s - 1].block
                                 ? opening_time(d->a, s - 1)
                                 : NULL;
        const bede_event *f = then || (pronoun && comes_back(e)) ? told_before(d, i) : NULL;
        if (t && before_news(t->dates, d->a->published))
            set(e, t->dates, d->a->published);
        else if (f)
            set(e, f->dates, d->a->published);
        else
            continue;
        d->note[i]->shared = true;
    }
}

/* The verb of the main clause; of "..., officials said" that of what they said. */
static int32_t main_act(const bd_deps *d) {
    if (d->root < 0 || d->words[d->root].upos != BD_UPOS_VERB)
        return -1;
    for (int32_t c = bd_deps_child(d, d->root, BD_REL_CCOMP); c >= 0 && c < d->root;
         c = bd_deps_next(d, c, BD_REL_CCOMP))
        if (d->words[c].upos == BD_UPOS_VERB)
            return c;
    return d->root;
}

/* The day that the first sentence below the headline gives to its main act. */
static bool lead_day(const dating *d, bede_dates *out) {
    enum { NEAR = 5, SHORTEST = 8 };
    const bede_article *a = d->a;
    for (uint32_t s = 0; s < a->n_sentences && s < NEAR; s++) {
        bd_deps deps;
        bool own;
        if (a->blocks[a->sentences[s].block].kind != BEDE_BLOCK_PARAGRAPH ||
            a->sentences[s].n_words < SHORTEST)
            continue;
        bd_deps_build(&deps, d->arena, a, s);
        int32_t act = main_act(&deps);
        if (act < 0)
            continue;
        return bd_when_of(a, &deps, act, out, &own) && own && out->precision == BEDE_DAY &&
               !before_news(*out, a->published) && !after_news(*out, a->published);
    }
    return false;
}

/* A headline tells what the first sentence tells. */
static void from_lead(dating *d) {
    bede_dates dates;
    if (!d->a->n_blocks || !lead_day(d, &dates))
        return;
    for (size_t i = 0; i < d->n; i++)
        if (!dated(d, i) && real(&d->e[i]) &&
            d->a->blocks[d->a->sentences[d->e[i].sentence].block].kind == BEDE_BLOCK_TITLE) {
            set(&d->e[i], dates, d->a->published);
            d->note[i]->shared = true;
        }
}

void what_date_all(bd_arena *arena, const bede_article *a, bede_event *e, size_t n,
                   what_dated *notes, size_t n_notes) {
    enum { MOST = 600 }; /* events of one article that are compared with each other */
    dating d = {.arena = arena,
                .a = a,
                .e = e,
                .n = n < MOST ? n : MOST,
                .notes = notes,
                .n_notes = n_notes};
    size_t at = 0, k = 0;
    d.note = bd_arena_array(arena, d.n + 1, sizeof *d.note);
    for (; k < d.n && at < n_notes; at++) /* events are a part of the notes, in their order */
        if (notes[at].word == e[k].trigger_word && !notes[at].ghost)
            d.note[k++] = &notes[at];
    d.n = k;
    if (!a->published.day)
        return;
    from_same_deed(&d);
    from_links(&d);
    from_same_deed(&d);
    from_lead(&d);
    from_story(&d);
}
