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
        bool governs = steps < 0 || at == its;
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
