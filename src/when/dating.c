/* SPDX-License-Identifier: Apache-2.0 */
/* Which expression dates an act, by the way between them through the tree. */
#include "when/when_int.h"

static bool is_clause(unsigned rel) {
    return rel == BD_REL_ADVCL || rel == BD_REL_ACL || rel == BD_REL_ACL_RELCL ||
           rel == BD_REL_ADVCL_RELCL || rel == BD_REL_CCOMP || rel == BD_REL_PARATAXIS ||
           rel == BD_REL_ROOT || rel == BD_REL_CSUBJ || rel == BD_REL_CONJ;
}

/* The top of the word's own clause. */
static int32_t clause_of(const bd_deps *d, int32_t i) {
    for (int k = 0; k < 64; k++) {
        int32_t h = bd_deps_head(d, i);
        if (h < 0 || (is_clause(d->words[i].deprel) && d->words[i].deprel != BD_REL_CONJ) ||
            (d->words[i].deprel == BD_REL_CONJ && d->words[i].upos == BD_UPOS_VERB))
            return i;
        i = h;
    }
    return i;
}

/* Under the word, with no clause of its own between ("the release of girls taken in May"). */
static bool in_phrase(const bd_deps *d, int32_t t, int32_t word) {
    for (int k = 0; k < 64 && t >= 0; k++) {
        if (t == word)
            return true;
        unsigned rel = d->words[t].deprel;
        if (rel == BD_REL_ACL_RELCL || rel == BD_REL_ACL || rel == BD_REL_ADVCL ||
            rel == BD_REL_CCOMP || rel == BD_REL_ADVCL_RELCL)
            return false;
        t = bd_deps_head(d, t);
    }
    return false;
}

static bool one_of(bede_view v, const char *const *list, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (bd_view_is(v, list[k]))
            return true;
    return false;
}

/* The noun that the expression belongs to as a part of its name: "last week's attack", "the 2015
 * deal"; -1 if it stands by itself. "Friday night's attack" goes on through "night". */
static int32_t owner(const bd_deps *d, const bede_time *t) {
    static const char *const parts[] = {"morning", "afternoon", "evening", "night", "noon"};
    int32_t i = (int32_t)(t->last - d->first), from = (int32_t)(t->first - d->first);
    for (int k = 0; k < 8; k++) {
        int32_t h = bd_deps_head(d, i);
        unsigned rel = d->words[i].deprel;
        bool inside = h >= from && h <= (int32_t)(t->last - d->first);
        if (h < 0)
            return -1;
        if (!inside && rel != BD_REL_NMOD_POSS && rel != BD_REL_AMOD && rel != BD_REL_COMPOUND &&
            rel != BD_REL_NUMMOD)
            return -1;
        if (!inside && !one_of(d->words[h].lemma, parts, 5))
            return d->words[h].upos == BD_UPOS_NOUN || d->words[h].upos == BD_UPOS_PROPN ? h : -1;
        i = h;
    }
    return -1;
}

/* Does what happens to or at the dated noun happen on its day? "Killed in Friday's attack" and
 * "held Friday's talks", but not "condemned Friday's attack". */
static bool lends(const bd_deps *d, int32_t noun) {
    static const char *const at[] = {"in", "at", "during", "on", "by", "amid"};
    static const char *const doing[] = {"hold",    "carry",  "launch", "stage",
                                        "conduct", "attend", "host",   "mount"};
    int32_t h = bd_deps_head(d, noun);
    switch (d->words[noun].deprel) {
    case BD_REL_NSUBJ:
    case BD_REL_OBL_UNMARKED: return true;
    case BD_REL_OBJ:
    case BD_REL_NSUBJ_PASS: return h >= 0 && one_of(d->words[h].lemma, doing, 8);
    case BD_REL_OBL:
    case BD_REL_OBL_AGENT:
        for (int32_t c = bd_deps_child(d, noun, BD_REL_CASE); c >= 0;
             c = bd_deps_next(d, c, BD_REL_CASE))
            if (one_of(d->words[c].lemma, at, 6))
                return true;
        return false;
    default: return false;
    }
}

static size_t first_time(const bede_article *a, uint32_t word) {
    size_t lo = 0, hi = a->n_times;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->times[mid].first < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool bd_when_of(const bede_article *a, const bd_deps *d, int32_t word, bede_dates *out, bool *own) {
    const bede_time *best = NULL;
    int best_steps = 1000;
    bool verb = d->words[word].upos == BD_UPOS_VERB;
    *own = false;
    for (size_t k = first_time(a, d->first);
         k < a->n_times && a->times[k].first < d->first + (uint32_t)d->n; k++) {
        int32_t t = (int32_t)(a->times[k].last - d->first), at = clause_of(d, word);
        int32_t its = clause_of(d, t);
        int steps = 0;
        /* Inside the act's own phrase ("Friday's launch") is nearest of all. */
        if (d->words[word].upos != BD_UPOS_VERB && in_phrase(d, t, word))
            steps = -1;
        else
            while (at != its && steps < 8) {
                int32_t h = bd_deps_head(d, at);
                if (h < 0)
                    break;
                at = clause_of(d, h);
                steps++;
            }
        int32_t noun = steps < 0 ? -1 : owner(d, &a->times[k]);
        bool governs = steps < 0 ||
                       (at == its && (noun < 0 || lends(d, noun) || bd_deps_under(d, word, noun)));
        int far = steps * 40 + (t > word ? t - word : word - t);
        if (governs && far < best_steps) {
            best_steps = far;
            best = &a->times[k];
            *own = steps < 0 || (verb && steps == 0);
        }
    }
    if (best)
        *out = best->dates;
    return best != NULL;
}

/* ---- "a day after ..." ---- */

static int32_t days_of(enum unit u) {
    return u == UNIT_DAY     ? 1
           : u == UNIT_WEEK  ? 7
           : u == UNIT_MONTH ? 30
           : u == UNIT_YEAR  ? 365
           : u == UNIT_HOUR  ? 0
                             : -1;
}

/* The top of what "after" at word p governs. */
static int32_t governed(const bd_deps *d, int32_t p) {
    int32_t h = bd_deps_head(d, p);
    return h > p && (d->words[p].deprel == BD_REL_MARK || d->words[p].deprel == BD_REL_CASE) ? h
                                                                                             : -1;
}

bool bd_when_anchor(bd_arena *arena, const bede_article *a, const bd_deps *d, int32_t word,
                    bd_when_link *out) {
    reader r = {.arena = arena,
                .a = (bede_article *)(uintptr_t)a,
                .first = d->first,
                .n = (uint32_t)d->n,
                .today = INT32_MIN};
    r.low = bd_arena_array(arena, r.n + 1, sizeof *r.low);
    for (uint32_t i = 0; i < r.n; i++)
        r.low[i] = a->words[r.first + i].lemma;
    for (uint32_t i = 0; i + 3 < r.n; i++) {
        bool after = when_is(&r, i + 2, "after"), before = when_is(&r, i + 2, "before");
        int n = after || before ? when_number(&r, i) : -1;
        int32_t one = n > 0 && n < 100 ? days_of(when_unit(&r, i + 1)) : -1;
        int32_t inner = one >= 0 ? governed(d, (int32_t)i + 2) : -1;
        if (inner < 0)
            continue;
        int32_t outer = bd_deps_head(d, inner);
        if (outer == (int32_t)i + 1) /* hangs on "day" */
            outer = bd_deps_head(d, outer);
        out->days = after ? n * one : -n * one;
        out->other = -1;
        if (word == inner || bd_deps_under(d, word, inner)) {
            out->inside = true;
            out->other = outer;
        } else if (outer >= 0 && clause_of(d, word) == clause_of(d, outer)) {
            out->inside = false;
            out->other = inner;
        }
        if (out->other >= 0)
            return true;
    }
    return false;
}
