/* SPDX-License-Identifier: Apache-2.0 */
/* The model of the gist: linear weights over the features that gist_see.c names, made by
 * `bede-learn gist`.
 *
 * Words are marked by a conditional random field (Lafferty, McCallum, Pereira 2001): the best row
 * of marks by Viterbi's algorithm. The class of the sentence is the highest of five sums.
 *
 * The section: magic, then two tables (marks, classes), each
 *     u32 slots (a power of two), u32 rows, u32 labels, f32 scale
 *     slots * {u32 print, u32 row + 1}      open addressing; print: the hash's upper half
 *     rows * labels * i16                   weight = i16 * scale
 * and last the marks' transitions, f32 [GIST_TAGS + 1][GIST_TAGS], row GIST_TAGS from the start. */
#include "what/gist.h"

#include <stdio.h>

_Static_assert(sizeof((what_gist_model *)0)->step == sizeof(float[GIST_TAGS + 1][GIST_TAGS]),
               "a step from each mark and the start to each mark");

static const char magic[8] = {'b', 'e', 'd', 'e', 'g', 'i', 's', '1'};

/* ---- the section -------------------------------------------------------------------------- */

static bool take(bede_view *rest, size_t n, const unsigned char **at) {
    if (rest->n < n)
        return false;
    *at = (const unsigned char *)rest->s;
    *rest = bd_view(rest->s + n, rest->n - n);
    return true;
}

static bool take_table(bede_view *rest, uint32_t labels, what_gist_table *t) {
    const unsigned char *at;
    uint32_t head[3];
    if (!take(rest, 16, &at))
        return false;
    memcpy(head, at, sizeof head);
    memcpy(&t->scale, at + 12, sizeof t->scale);
    t->n_slots = head[0];
    t->n_rows = head[1];
    t->n_labels = head[2];
    if (t->n_labels != labels || t->n_slots == 0 || (t->n_slots & (t->n_slots - 1)) != 0 ||
        t->n_rows >= t->n_slots)
        return false;
    if (!take(rest, (size_t)t->n_slots * 8, &t->slots))
        return false;
    return take(rest, (size_t)t->n_rows * labels * 2, &t->weights);
}

bool what_gist_attach(what_gist_model *m, bede_view bytes, bede_error *err) {
    const unsigned char *at;
    *m = (what_gist_model){0};
    if (!bytes.s)
        return true;
    if (!take(&bytes, sizeof magic, &at) || memcmp(at, magic, sizeof magic) != 0 ||
        !take_table(&bytes, GIST_TAGS, &m->marks) ||
        !take_table(&bytes, GIST_CLASSES, &m->classes) || !take(&bytes, sizeof m->step, &at)) {
        *m = (what_gist_model){0};
        return bd_fail(err, "data/models/gist.model", "damaged: make it anew with bede-learn gist");
    }
    memcpy(m->step, at, sizeof m->step);
    return true;
}

/* The row of weights of a feature, NULL if it has none. */
static const unsigned char *row_of(const what_gist_table *t, const char *name, size_t n) {
    uint64_t hash = bd_hash(name, n, 0);
    uint32_t print = (uint32_t)(hash >> 32), i = (uint32_t)hash & (t->n_slots - 1);
    for (uint32_t k = 0; k < t->n_slots; k++, i = (i + 1) & (t->n_slots - 1)) {
        uint32_t slot[2];
        memcpy(slot, t->slots + (size_t)i * 8, sizeof slot);
        if (slot[1] == 0)
            return NULL;
        if (slot[0] == print)
            return slot[1] <= t->n_rows ? t->weights + (size_t)(slot[1] - 1) * t->n_labels * 2
                                        : NULL;
    }
    return NULL;
}

static float weight(const what_gist_table *t, const unsigned char *row, uint32_t label) {
    int16_t w;
    memcpy(&w, row + 2 * label, sizeof w);
    return (float)w * t->scale;
}

typedef struct sums {
    const what_gist_table *table;
    float v[GIST_TAGS];
} sums;

static void add_up(void *ctx, const char *name, size_t n) {
    sums *s = ctx;
    const unsigned char *row = row_of(s->table, name, n);
    for (uint32_t k = 0; row && k < s->table->n_labels; k++)
        s->v[k] += weight(s->table, row, k);
}

/* ---- why ---------------------------------------------------------------------------------- */

/* What spoke most for one label against another. */
typedef struct reasons {
    const what_gist_table *table;
    uint32_t for_it, against;
    struct {
        char name[64];
        float w;
    } best[4];
} reasons;

static void give_reason(void *ctx, const char *name, size_t n) {
    reasons *r = ctx;
    const unsigned char *row = row_of(r->table, name, n);
    if (!row)
        return;
    float w = weight(r->table, row, r->for_it) - weight(r->table, row, r->against);
    for (int k = 0; k < 4; k++) {
        if (w <= r->best[k].w)
            continue;
        for (int j = 3; j > k; j--)
            r->best[j] = r->best[j - 1];
        snprintf(r->best[k].name, sizeof r->best[k].name, "%.*s", (int)n, name);
        r->best[k].w = w;
        return;
    }
}

static void tell(const gist_look *l, int32_t word, const char *what, const reasons *r) {
    char why[400];
    size_t n = 0;
    for (int k = 0; k < 4 && r->best[k].w > 0 && n < sizeof why - 100; k++)
        n += (size_t)snprintf(why + n, sizeof why - n, "%s%s %+.1f", k ? ", " : "", r->best[k].name,
                              (double)r->best[k].w);
    why[n] = '\0';
    what_step(l->s, BEDE_STEP_GIST, word, NULL, "%s: %s", what, why);
}

/* ---- marks -------------------------------------------------------------------------------- */

static bool may_follow(int before, int tag) {
    if (tag == GIST_OUT || (tag & 1))
        return true;
    return before == tag - 1 || before == tag;
}

static void best_marks(const gist_look *l, const what_gist_model *m, uint8_t *tags) {
    size_t n = (size_t)l->s->n;
    float(*best)[GIST_TAGS] = bd_arena_alloc(l->s->arena, n * sizeof *best);
    uint8_t(*from)[GIST_TAGS] = bd_arena_alloc(l->s->arena, n * sizeof *from);
    for (size_t i = 0; i < n; i++) {
        sums own = {.table = &m->marks};
        what_gist_see_word(l, (int32_t)i, add_up, &own);
        for (int t = 0; t < GIST_TAGS; t++) {
            best[i][t] = -1e30f;
            from[i][t] = 0;
            for (int b = 0; b < GIST_TAGS; b++) {
                float v = i ? best[i - 1][b] + m->step[b][t] : m->step[GIST_TAGS][t];
                if (may_follow(i ? b : GIST_OUT, t) && v > best[i][t]) {
                    best[i][t] = v;
                    from[i][t] = (uint8_t)b;
                }
            }
            best[i][t] += own.v[t];
        }
    }
    uint8_t last = 0;
    for (uint8_t t = 1; t < GIST_TAGS; t++)
        if (best[n - 1][t] > best[n - 1][last])
            last = t;
    for (size_t i = n; i-- > 0; last = from[i][last])
        tags[i] = last;
}

void what_gist_roles(const what_sent *s, const uint8_t *tags, gist_roles *roles) {
    roles->n = 0;
    for (int32_t i = 0; i < s->n && roles->n < GIST_MAX_ROLES; i++) {
        if (tags[i] == GIST_OUT)
            continue;
        bede_role r = {"SSTTRR"[tags[i] - 1], s -> w[i].span};
        while (i + 1 < s->n && tags[i + 1] && !(tags[i + 1] & 1))
            r.span.end = s->w[++i].span.end;
        roles->list[roles->n++] = r;
    }
}

static void tell_marks(const gist_look *l, const what_gist_model *m, const uint8_t *tags) {
    static const char *const what[] = {"", "source", "", "target", "", "source and target"};
    for (int32_t i = 0; i < l->s->n; i++) {
        if (!(tags[i] & 1))
            continue;
        reasons r = {.table = &m->marks, .for_it = tags[i], .against = GIST_OUT};
        what_gist_see_word(l, i, give_reason, &r);
        tell(l, i, what[tags[i]], &r);
    }
}

bool what_gist_weigh(const gist_look *l, int *pentacode, gist_roles *roles) {
    const what_gist_model *m = &l->s->r->gist;
    if (!m->marks.n_slots || l->s->n == 0)
        return false;
    uint8_t *tags = bd_arena_alloc(l->s->arena, (size_t)l->s->n);
    best_marks(l, m, tags);
    what_gist_roles(l->s, tags, roles);
    sums of = {.table = &m->classes};
    what_gist_see_sentence(l, add_up, &of);
    uint32_t best = 0, next = 1;
    for (uint32_t k = 1; k < GIST_CLASSES; k++)
        if (of.v[k] > of.v[best])
            best = k;
    next = best == 0;
    for (uint32_t k = 0; k < GIST_CLASSES; k++)
        if (k != best && of.v[k] > of.v[next])
            next = k;
    *pentacode = (int)best;
    if (l->s->trace) {
        char what[40];
        reasons r = {.table = &m->classes, .for_it = best, .against = next};
        what_gist_see_sentence(l, give_reason, &r);
        snprintf(what, sizeof what, "class %u rather than %u", best, next);
        tell(l, l->trigger, what, &r);
        tell_marks(l, m, tags);
    }
    return true;
}

/* ---- for training ------------------------------------------------------------------------- */

typedef struct text {
    bd_arena *arena;
    char *s;
    size_t n, cap;
} text;

static void add_text(text *t, const char *s, size_t n) {
    if (t->n + n > t->cap) {
        size_t cap = 2 * t->cap + n;
        char *more = bd_arena_alloc(t->arena, cap);
        memcpy(more, t->s, t->n);
        t->s = more;
        t->cap = cap;
    }
    memcpy(t->s + t->n, s, n);
    t->n += n;
}

static void add_name(void *ctx, const char *name, size_t n) {
    text *t = ctx;
    add_text(t, "\t", 1);
    add_text(t, name, n);
}

bede_view what_gist_features(const gist_look *l) {
    const what_sent *s = l->s;
    text t = {.arena = s->arena, .s = bd_arena_alloc(s->arena, 4096), .cap = 4096};
    add_text(&t, "*", 1);
    what_gist_see_sentence(l, add_name, &t);
    for (int32_t i = 0; i < s->n; i++) {
        char at[64];
        int n = snprintf(at, sizeof at, "\n%zu %zu", bede_code_point(s->a, s->w[i].span.start),
                         bede_code_point(s->a, s->w[i].span.end));
        add_text(&t, at, (size_t)n);
        what_gist_see_word(l, i, add_name, &t);
    }
    add_text(&t, "\n", 1);
    return bd_view(t.s, t.n);
}
