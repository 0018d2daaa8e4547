/* SPDX-License-Identifier: Apache-2.0 */
/* Skip-gram with negative sampling (Mikolov et al. 2013), in its structured form with an output
 * matrix for each place in the window (Ling et al. 2015): place tells of syntax, which is what the
 * parser wants of a word. */
#include "learn/vectors.h"

#include "base/utf8.h"
#include "learn/folder.h"
#include "learn/matrix.h"
#include "sentence/form.h"

#include <math.h>
#include <stdlib.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

enum { REACH = 3, PLACES = 2 * REACH, NEGATIVES = 5, TABLE = 1 << 20, LANES = 16 };

void text_init(text *t, bd_arena *a) {
    *t = (text){.arena = a};
    bd_map_init(&t->ids, a);
    t->forms = bd_arena_grow(a, t->forms, 0, &t->cap_forms, sizeof *t->forms);
    t->counts = bd_arena_grow(a, t->counts, 0, &t->cap_counts, sizeof *t->counts);
    t->n_forms = 1;
}

static void push(text *t, uint32_t id) {
    t->words = bd_arena_grow(t->arena, t->words, t->n, &t->cap, sizeof *t->words);
    t->words[t->n++] = id;
}

void text_break(text *t) {
    if (t->n && t->words[t->n - 1])
        push(t, 0);
}

void text_word(text *t, bede_view form) {
    char buf[BD_FORM_MAX_NORM];
    bede_view norm = bd_view(buf, bd_form_normal(form, buf));
    uint32_t *known = bd_map_get(&t->ids, norm);
    if (!known) {
        norm.s = bd_arena_copy(t->arena, buf, norm.n);
        t->forms = bd_arena_grow(t->arena, t->forms, t->n_forms, &t->cap_forms, sizeof *t->forms);
        t->counts =
            bd_arena_grow(t->arena, t->counts, t->n_forms, &t->cap_counts, sizeof *t->counts);
        t->forms[t->n_forms] = norm;
        t->counts[t->n_forms] = 0;
        known = bd_map_put(&t->ids, norm, (uint32_t)t->n_forms++);
    }
    t->counts[*known]++;
    push(t, *known);
}

/* A chunk between spaces: marks around it stand alone, and so do the endings of the treebanks. */
static void chunk(text *t, bede_view v) {
    static const char *const ends[] = {"n't", "n’t", "'s",  "’s", "'ll", "’ll", "'re",
                                       "’re", "'ve", "’ve", "'d", "’d",  "'m",  "’m"};
    size_t n, from = 0, to = v.n, last;
    while (from < to && !bd_cp_letter(bd_utf8_get(v, from, &n)) &&
           !bd_cp_digit(bd_utf8_get(v, from, &n))) {
        text_word(t, bd_view(v.s + from, n));
        from += n;
    }
    for (last = to; last > from; last = to) {
        size_t at = last - 1;
        while (at > from && ((unsigned char)v.s[at] & 0xC0) == 0x80)
            at--;
        int32_t cp = bd_utf8_get(v, at, &n);
        if (bd_cp_letter(cp) || bd_cp_digit(cp))
            break;
        to = at;
    }
    bede_view core = bd_view_part(v, from, to);
    bool stop = to < v.n && (v.s[to] == '.' || v.s[to] == '!' || v.s[to] == '?');
    size_t tail = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !tail; i++)
        if (bd_view_ends(core, ends[i]) && strlen(ends[i]) < core.n)
            tail = strlen(ends[i]);
    /* "U.S." and "Mr." keep their point: short, or with a point inside. */
    if (stop && v.s[to] == '.' && core.n && (core.n <= 2 || memchr(core.s, '.', core.n))) {
        core.n++, to++;
        stop = to < v.n;
    }
    size_t cut = 0;
    for (size_t i = 1; i + 1 < core.n - tail && core.n > tail; i++) /* well-known: three words */
        if (core.s[i] == '-') {
            text_word(t, bd_view_part(core, cut, i));
            text_word(t, bd_view_part(core, i, i + 1));
            cut = i + 1;
        }
    if (core.n - tail > cut)
        text_word(t, bd_view_part(core, cut, core.n - tail));
    if (tail)
        text_word(t, bd_view_part(core, core.n - tail, core.n));
    for (; to < v.n; to += n) {
        bd_utf8_get(v, to, &n);
        text_word(t, bd_view(v.s + to, n));
    }
    if (stop)
        text_break(t);
}

static void read_text(void *ctx, bede_view v) {
    text *t = ctx;
    bede_view line;
    while (bd_view_split(&v, '\n', &line)) {
        bede_view part;
        while (bd_view_split(&line, ' ', &part))
            if (part.n)
                chunk(t, part);
        text_break(t);
    }
}

bool text_read_folder(text *t, const char *dir, bede_error *err) {
    return folder_read(t->arena, dir, read_text, t, err);
}

/* ---- learning ---- */

typedef struct learner {
    const text *t;
    float *in, *out; /* [forms, size]; [PLACES, forms, size] */
    uint32_t *table; /* negatives: forms by count^0.75 */
    uint32_t size, at_least;
    float sum[512];
    mx_random rnd;
} learner;

CLONES static float dot(const float *a, const float *b, size_t n) {
    float s[LANES] = {0}, sum = 0;
    for (size_t k = 0; k < n; k += LANES)
        for (size_t j = 0; j < LANES; j++)
            s[j] += a[k + j] * b[k + j];
    for (size_t j = 0; j < LANES; j++)
        sum += s[j];
    return sum;
}

CLONES static void nudge(float *restrict back, float *restrict out, const float *restrict in,
                         float g, size_t n) {
    for (size_t k = 0; k < n; k++) {
        back[k] += g * out[k];
        out[k] += g * in[k];
    }
}

static void one_context(learner *l, const float *in, uint32_t place, uint32_t seen, float rate) {
    float *base = l->out + (size_t)place * l->t->n_forms * l->size;
    for (int k = 0; k <= NEGATIVES; k++) {
        uint32_t id = k ? l->table[mx_next(&l->rnd) % TABLE] : seen;
        if (k && id == seen)
            continue;
        float *out = base + (size_t)id * l->size;
        float p = 1 / (1 + mx_exp(-dot(in, out, l->size)));
        nudge(l->sum, out, in, ((k ? 0.0f : 1.0f) - p) * rate, l->size);
    }
}

static void one_word(learner *l, size_t at, float rate) {
    const text *t = l->t;
    float *in = l->in + (size_t)t->words[at] * l->size;
    memset(l->sum, 0, l->size * sizeof(float));
    for (int side = 0; side < 2; side++)
        for (size_t k = 1; k <= REACH; k++) {
            if (side ? at + k >= t->n : k > at)
                break;
            uint32_t id = t->words[side ? at + k : at - k];
            if (!id)
                break;
            if (t->counts[id] >= l->at_least)
                one_context(l, in, (uint32_t)(side ? REACH + k - 1 : k - 1), id, rate);
        }
    for (uint32_t k = 0; k < l->size; k++)
        in[k] += l->sum[k];
}

static void fill_table(learner *l) {
    const text *t = l->t;
    double total = 0, seen = 0;
    for (size_t i = 1; i < t->n_forms; i++)
        if (t->counts[i] >= l->at_least)
            total += sqrt(t->counts[i] * sqrt(t->counts[i]));
    size_t at = 0;
    for (size_t i = 1; i < t->n_forms; i++)
        if (t->counts[i] >= l->at_least) {
            seen += sqrt(t->counts[i] * sqrt(t->counts[i]));
            while (at < TABLE && (double)at < seen / total * TABLE)
                l->table[at++] = (uint32_t)i;
        }
    while (at < TABLE)
        l->table[at++] = 1;
}

float *vectors_learn(const text *t, uint32_t size, uint32_t at_least, int epochs, uint64_t seed) {
    learner l = {.t = t, .size = size, .at_least = at_least};
    size_t n = t->n_forms * size;
    mx_seed(&l.rnd, seed);
    l.in = calloc(n + 64, sizeof(float));
    l.out = calloc(n * PLACES + 64, sizeof(float));
    l.table = calloc(TABLE, sizeof *l.table);
    for (size_t i = size; i < n; i++)
        if (t->counts[i / size] >= at_least)
            l.in[i] = (mx_uniform(&l.rnd) - 0.5f) / (float)size;
    fill_table(&l);
    for (int e = 0; e < epochs; e++)
        for (size_t at = 0; at < t->n; at++) {
            uint32_t id = t->words[at];
            double done = (e + (double)at / (double)t->n) / epochs;
            if (!id || t->counts[id] < at_least)
                continue;
            /* Frequent words are learned soon: they are skipped most of the time. */
            float keep = sqrtf(3e-4f * (float)t->n / (float)t->counts[id]);
            if (keep < 1 && mx_uniform(&l.rnd) > keep)
                continue;
            one_word(&l, at, (float)(0.03 * (1 - 0.98 * done)));
        }
    free(l.out);
    free(l.table);
    return l.in;
}
