/* SPDX-License-Identifier: Apache-2.0 */
/* Tagging and parsing. A round takes some sentences through these stations:
 *
 *   forms ─▶ gates of layer 0 [words, 8H]   remembered for each form: news repeats its words
 *         ─▶ y0 [words, 2H] (u7)            recurrence, several sentences side by side
 *         ─▶ gates of layer 1 ─▶ y1         one product for all words, then the recurrence
 *         ─▶ heads [words, all classes]     one product for all words
 *         ─▶ arcs ─▶ tree ─▶ relations      sentence by sentence
 *
 * [words, 8H] is forward's i f o g, then backward's. */
#include "sentence/model_int.h"

#include "base/hash.h"
#include "sentence/tags.h"
#include "sentence/tree.h"

#include <stdlib.h>

enum { WORDS = BD_RUN_WORDS + BD_MAX_SENTENCE_WORDS, LENGTH = BD_MAX_SENTENCE_WORDS };

/* One sentence, or a piece of a long one. */
typedef struct piece {
    uint32_t first, n; /* words, counted from the call's first */
    uint32_t row;      /* of the round */
} piece;

struct bd_model_scratch {
    uint64_t *keys;     /* [BD_RUN_CACHE] hash of the form; 0 empty */
    float *remembered;  /* [BD_RUN_CACHE, 8H] */
    uint32_t *used;     /* [BD_RUN_CACHE] the last round that points to it */
    const float **from; /* [WORDS] gates of the layer at hand: remembered, or in `gates` */
    uint32_t round;
    float *gates;                /* [WORDS, 8H] */
    uint8_t *y[BD_MODEL_LAYERS]; /* [WORDS, 2H] */
    float *c;                    /* [LANES, H] */
    float *lane;                 /* [LANES, 4H] */
    uint8_t *h;                  /* [LANES, H] */
    float *out;                  /* [WORDS, columns] */
    float *hs;                   /* [LENGTH + 1, A] */
    float *du;                   /* [A] */
    float *score;                /* [LENGTH, LENGTH + 1] */
    float *hidden;               /* [R + rel] */
    float *zero;                 /* [A] */
    void *tree;
    piece pieces[BD_RUN_SENTENCES];
    uint32_t n_pieces, n_rows;
};

static void *zeroed(size_t n, size_t size) {
    return aligned_alloc(64, (n * size + 127) & ~(size_t)63);
}

bd_model_scratch *bd_model_scratch_new(const bd_model *m) {
    const bd_model_head *h = &m->head;
    bd_model_scratch *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->keys = calloc(BD_RUN_CACHE, sizeof *s->keys);
    s->used = calloc(BD_RUN_CACHE, sizeof *s->used);
    s->from = calloc(WORDS, sizeof *s->from);
    s->remembered = zeroed((size_t)BD_RUN_CACHE * 8 * h->H, sizeof(float));
    s->gates = zeroed((size_t)WORDS * 8 * h->H, sizeof(float));
    s->y[0] = zeroed((size_t)WORDS * 2 * h->H, 1);
    s->y[1] = zeroed((size_t)WORDS * 2 * h->H, 1);
    s->c = zeroed((size_t)BD_RUN_LANES * h->H, sizeof(float));
    s->lane = zeroed((size_t)BD_RUN_LANES * 4 * h->H, sizeof(float));
    s->h = zeroed((size_t)BD_RUN_LANES * h->H, 1);
    s->out = zeroed((size_t)WORDS * m->heads.N, sizeof(float));
    s->hs = zeroed((size_t)(LENGTH + 1) * h->A, sizeof(float));
    s->du = zeroed(h->A, sizeof(float));
    s->score = zeroed((size_t)LENGTH * (LENGTH + 1), sizeof(float));
    s->hidden = zeroed(h->R + h->rel, sizeof(float));
    s->zero = calloc(h->A, sizeof(float));
    s->tree = malloc(bd_tree_work(LENGTH));
    if (s->keys && s->used && s->from && s->remembered && s->gates && s->y[0] && s->y[1] && s->c &&
        s->lane && s->h && s->out && s->hs && s->du && s->score && s->hidden && s->zero && s->tree)
        return s;
    bd_model_scratch_free(s);
    return NULL;
}

void bd_model_scratch_free(bd_model_scratch *s) {
    if (!s)
        return;
    free(s->keys);
    free(s->used);
    free(s->from);
    free(s->remembered);
    free(s->gates);
    free(s->y[0]);
    free(s->y[1]);
    free(s->c);
    free(s->lane);
    free(s->h);
    free(s->out);
    free(s->hs);
    free(s->du);
    free(s->score);
    free(s->hidden);
    free(s->zero);
    free(s->tree);
    free(s);
}

/* ---- words ---- */

static uint32_t form_row(const bd_model *m, bede_view form) {
    char buf[BD_FORM_MAX_NORM];
    uint64_t key = bd_hash(buf, bd_form_normal(form, buf), 0);
    uint32_t lo = 0, hi = m->head.forms - 1;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (m->hashes[mid] < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < m->head.forms - 1 && m->hashes[lo] == key ? lo + 1 : 0;
}

static uint8_t activation(float x) {
    x = x > 1 ? 1 : x < -1 ? -1 : x;
    return (uint8_t)(int32_t)(x * (float)BD_ACT_ONE + ((float)BD_ACT_ZERO + 0.5f));
}

/* The first layer's products of one form: [8H]. */
static void first_gates(const bd_model *m, bede_view form, float *out) {
    const bd_model_head *h = &m->head;
    uint8_t x[2 * BD_MODEL_MAX_INPUT];
    int32_t sum[BD_MODEL_MAX_INPUT];
    memset(sum, 0, h->S * sizeof *sum);
    uint32_t ids[BD_FORM_MAX_FEATURES];
    size_t n = bd_form_features(form, h->buckets, ids);
    const int8_t *e = m->form_rows + (size_t)form_row(m, form) * h->F;
    for (uint32_t k = 0; k < h->F; k++)
        x[k] = (uint8_t)(e[k] + BD_ACT_ZERO);
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < h->S; k++)
            sum[k] += m->sub_rows[(size_t)ids[i] * h->S + k];
    for (uint32_t k = 0; k < h->S; k++)
        x[h->F + k] = activation((float)sum[k] / (float)n * h->sub_scale);
    for (int d = 0; d < 2; d++)
        m->kernel->product(&m->in[0][d], x, 0, 1, NULL, out + d * 4 * h->H, 0);
}

/* The first gates of a form: from memory, where they stay as long as this round points to them. A
 * second form of the round that falls on the same place is worked out into `spare`. */
static const float *recall(const bd_model *m, bd_model_scratch *s, bede_view form, float *spare) {
    uint64_t key = bd_hash(form.s, form.n, 1) | 1;
    size_t at = (size_t)(key >> 8) & (BD_RUN_CACHE - 1);
    float *kept = s->remembered + at * 8 * (size_t)m->head.H;
    if (s->keys[at] != key) {
        if (s->used[at] == s->round) {
            first_gates(m, form, spare);
            return spare;
        }
        first_gates(m, form, kept);
        s->keys[at] = key;
    }
    s->used[at] = s->round;
    return kept;
}

/* ---- recurrence ---- */

typedef struct lane {
    const piece *p;
    uint32_t t; /* words done */
} lane;

static uint32_t row_of(const lane *l, int dir) {
    return l->p->row + (dir ? l->p->n - 1 - l->t : l->t);
}

/* Closes lane i: the last lane takes its place. */
static void close_lane(bd_model_scratch *s, lane *lanes, uint32_t i, uint32_t last, size_t H) {
    if (i == last)
        return;
    lanes[i] = lanes[last];
    memcpy(s->c + i * H, s->c + last * H, H * sizeof(float));
    memcpy(s->h + i * H, s->h + last * H, H);
}

/* Walks one direction of all pieces, some of them side by side, so that a row of weights that was
 * fetched serves several: where one ends, the next begins. */
static void walk(const bd_model *m, bd_model_scratch *s, int layer, int dir, const piece *p,
                 uint32_t n_pieces) {
    size_t H = m->head.H;
    lane lanes[BD_RUN_LANES];
    uint32_t n = 0, next = 0;
    while (n || next < n_pieces) {
        const float *from[BD_RUN_LANES];
        for (; n < BD_RUN_LANES && next < n_pieces; n++) {
            lanes[n] = (lane){&p[next++], 0};
            memset(s->c + n * H, 0, H * sizeof(float));
            memset(s->h + n * H, BD_ACT_ZERO, H);
        }
        for (uint32_t i = 0; i < n; i++)
            from[i] = s->from[row_of(&lanes[i], dir)] + (size_t)dir * 4 * H;
        m->kernel->product(&m->rec[layer][dir], s->h, H, n, from, s->lane, 4 * H);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t row = row_of(&lanes[i], dir);
            m->kernel->cell(s->lane + i * 4 * H, s->c + i * H, s->h + i * H, H);
            memcpy(s->y[layer] + row * 2 * H + (size_t)dir * H, s->h + i * H, H);
            lanes[i].t++;
        }
        for (uint32_t i = n; i-- > 0;)
            if (lanes[i].t == lanes[i].p->n)
                close_lane(s, lanes, i, --n, H);
    }
}

static void recur(const bd_model *m, bd_model_scratch *s, int layer, const piece *sorted) {
    walk(m, s, layer, 0, sorted, s->n_pieces);
    walk(m, s, layer, 1, sorted, s->n_pieces);
}

/* ---- heads ---- */

static uint8_t best_of(const float *p, size_t n) {
    size_t at = 0;
    for (size_t i = 1; i < n; i++)
        if (p[i] > p[at])
            at = i;
    return (uint8_t)at;
}

static void parse_piece(const bd_model *m, bd_model_scratch *s, const piece *p, bd_parse *out) {
    const bd_model_head *h = &m->head;
    size_t A = h->A, R = h->R, n = p->n, N = m->heads.N, tags = h->upos + h->xpos;
    uint16_t heads[LENGTH];
    float *rows = s->out + p->row * N;
    memcpy(s->hs, m->root, A * sizeof(float));
    for (size_t t = 0; t < n; t++) {
        m->kernel->leaky(rows + t * N + tags, rows + t * N + tags, s->zero, A);
        m->kernel->leaky(s->hs + (t + 1) * A, rows + t * N + tags + A, s->zero, A);
    }
    for (size_t t = 0; t < n; t++) {
        m->kernel->affine(s->du, m->u, rows + t * N + tags, m->U, A, A);
        m->kernel->dots(s->score + t * (n + 1), s->du, s->hs, A, n + 1);
    }
    bd_tree_decode(s->score, n, heads, s->tree);
    for (size_t t = 0; t < n; t++) {
        const float *ra = rows + t * N + tags + 2 * A;
        const float *rb =
            heads[t] ? rows + (size_t)(heads[t] - 1) * N + tags + 2 * A + R : m->rel_root;
        float *rel = s->hidden + R;
        m->kernel->leaky(s->hidden, ra, rb, R);
        m->kernel->affine(rel, m->out_b, s->hidden, m->out, R, h->rel);
        out[t] = (bd_parse){.head = (int32_t)heads[t] - 1,
                            .upos = m->upos_of[best_of(rows + t * N, h->upos)],
                            .xpos = m->xpos_of[best_of(rows + t * N + h->upos, h->xpos)],
                            .deprel = m->rel_of[best_of(rel, h->rel)]};
    }
}

static int longer_first(const void *a, const void *b) {
    const piece *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void do_round(const bd_model *m, bd_model_scratch *s, const bede_view *forms,
                     bd_parse *out) {
    size_t H = m->head.H;
    piece sorted[BD_RUN_SENTENCES];
    if (!s->n_pieces)
        return;
    s->round++;
    for (uint32_t i = 0; i < s->n_pieces; i++)
        for (uint32_t t = 0; t < s->pieces[i].n; t++) {
            uint32_t row = s->pieces[i].row + t;
            s->from[row] = recall(m, s, forms[s->pieces[i].first + t], s->gates + row * 8 * H);
        }
    memcpy(sorted, s->pieces, s->n_pieces * sizeof *sorted);
    qsort(sorted, s->n_pieces, sizeof *sorted, longer_first);
    recur(m, s, 0, sorted);
    for (int d = 0; d < 2; d++)
        m->kernel->product(&m->in[1][d], s->y[0], 2 * H, s->n_rows, NULL, s->gates + d * 4 * H,
                           8 * H);
    for (uint32_t row = 0; row < s->n_rows; row++)
        s->from[row] = s->gates + row * 8 * H;
    recur(m, s, 1, sorted);
    m->kernel->product(&m->heads, s->y[1], 2 * H, s->n_rows, NULL, s->out, m->heads.N);
    for (uint32_t i = 0; i < s->n_pieces; i++)
        parse_piece(m, s, &s->pieces[i], out + s->pieces[i].first);
    s->n_pieces = s->n_rows = 0;
}

static void add_piece(const bd_model *m, bd_model_scratch *s, const bede_view *forms, bd_parse *out,
                      uint32_t first, uint32_t n) {
    if (s->n_pieces == BD_RUN_SENTENCES || (s->n_rows && s->n_rows + n > BD_RUN_WORDS))
        do_round(m, s, forms, out);
    s->pieces[s->n_pieces++] = (piece){first, n, s->n_rows};
    s->n_rows += n;
}

/* The pieces of a long sentence become one tree: later roots hang from the first. */
static void join(bd_parse *out, uint32_t n) {
    int32_t root = -1;
    for (uint32_t from = 0; from < n; from += LENGTH)
        for (uint32_t i = from; i < n && i < from + LENGTH; i++) {
            if (out[i].head >= 0) {
                out[i].head += (int32_t)from;
            } else if (root < 0) {
                root = (int32_t)i;
            } else {
                out[i].head = root;
                out[i].deprel = BD_REL_PARATAXIS;
            }
        }
}

void bd_model_run(const bd_model *m, bd_model_scratch *s, const bede_view *forms,
                  const uint32_t *start, size_t n_sentences, bd_parse *out) {
    s->n_pieces = s->n_rows = 0;
    for (size_t i = 0; i < n_sentences; i++)
        for (uint32_t at = start[i]; at < start[i + 1]; at += LENGTH) {
            uint32_t left = start[i + 1] - at;
            add_piece(m, s, forms, out, at, left < LENGTH ? left : LENGTH);
        }
    do_round(m, s, forms, out);
    for (size_t i = 0; i < n_sentences; i++)
        if (start[i + 1] - start[i] > LENGTH)
            join(out + start[i], start[i + 1] - start[i]);
}
