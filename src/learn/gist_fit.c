/* SPDX-License-Identifier: Apache-2.0 */
/* The two linear models of the gist. Words: a conditional random field of first order, its gradient
 * by forward and backward sums (Lafferty, McCallum, Pereira 2001). Sentences: multinomial logistic
 * regression. Both by AdaGrad (Duchi, Hazan, Singer 2011) over sentences in an order that a fixed
 * seed shuffles, with quadratic decay of the weights touched. */
#include "learn/gist_train.h"
#include "learn/matrix.h"

#include <math.h>
#include <stdlib.h>

enum { SEED = 1731 };

/* Chosen by five-fold figures. */
typedef struct plan {
    uint32_t labels;
    int passes;
    float rate, decay;
    float least; /* features whose weights all stay below it are dropped in the end */
} plan;
static const plan for_marks = {LG_TAGS, 60, 0.008f, 0.002f, 0.12f};
static const plan for_classes = {LG_CLASSES, 60, 0.05f, 0.003f, 0.08f};

/* Rarer features are left out: what was seen once is learned by heart. */
static bool is_kept(const lg_corpus *c, uint32_t f) {
    return c->count[f] >= 2;
}

typedef struct fit {
    const lg_corpus *c;
    lg_weights *w;
    float *square; /* AdaGrad's sums, as many as weights */
    float step_square[LG_TAGS + 1][LG_TAGS];
    const plan *plan;
} fit;

static void sums(const lg_weights *w, const lg_unit *u, float *out) {
    for (uint32_t k = 0; k < w->labels; k++)
        out[k] = 0;
    for (uint32_t i = 0; i < u->n; i++)
        for (uint32_t k = 0; k < w->labels; k++)
            out[k] += w->v[(size_t)u->feats[i] * w->labels + k];
}

static void move(const plan *p, float *w, float *square, float gradient) {
    *square += gradient * gradient;
    *w -= p->rate * gradient / sqrtf(*square + 1e-6f);
}

static void learn(fit *f, const lg_unit *u, const float *gradient) {
    for (uint32_t i = 0; i < u->n; i++) {
        if (!is_kept(f->c, u->feats[i]))
            continue;
        size_t at = (size_t)u->feats[i] * f->w->labels;
        for (uint32_t k = 0; k < f->w->labels; k++)
            move(f->plan, &f->w->v[at + k], &f->square[at + k],
                 gradient[k] + f->plan->decay * f->w->v[at + k]);
    }
}

/* ---- marks ---- */

typedef struct lattice {
    double own[LG_TAGS], forward[LG_TAGS], backward[LG_TAGS];
} lattice;

static double log_sum(const double *v) {
    double top = v[0], sum = 0;
    for (int k = 1; k < LG_TAGS; k++)
        top = v[k] > top ? v[k] : top;
    for (int k = 0; k < LG_TAGS; k++)
        sum += exp(v[k] - top);
    return top + log(sum);
}

static double fill(const lg_weights *w, const lg_sentence *s, lattice *l) {
    uint32_t n = s->n_words;
    double v[LG_TAGS];
    for (uint32_t i = 0; i < n; i++) {
        float own[LG_TAGS];
        sums(w, &s->words[i], own);
        for (int t = 0; t < LG_TAGS; t++)
            l[i].own[t] = (double)own[t];
    }
    for (uint32_t i = 0; i < n; i++)
        for (int t = 0; t < LG_TAGS; t++) {
            for (int b = 0; i && b < LG_TAGS; b++)
                v[b] = l[i - 1].forward[b] + (double)w->step[b][t];
            l[i].forward[t] = l[i].own[t] + (i ? log_sum(v) : (double)w->step[LG_TAGS][t]);
        }
    for (uint32_t i = n; i-- > 0;)
        for (int t = 0; t < LG_TAGS; t++) {
            for (int b = 0; i + 1 < n && b < LG_TAGS; b++)
                v[b] = (double)w->step[t][b] + l[i + 1].own[b] + l[i + 1].backward[b];
            l[i].backward[t] = i + 1 < n ? log_sum(v) : 0;
        }
    return log_sum(l[n - 1].forward);
}

static void learn_steps(fit *f, const lg_sentence *s, const lattice *l, double all) {
    float g[LG_TAGS + 1][LG_TAGS] = {{0}};
    for (int t = 0; t < LG_TAGS; t++)
        g[LG_TAGS][t] = (float)exp(l[0].forward[t] + l[0].backward[t] - all) - (s->tags[0] == t);
    for (uint32_t i = 1; i < s->n_words; i++)
        for (int b = 0; b < LG_TAGS; b++)
            for (int t = 0; t < LG_TAGS; t++)
                g[b][t] += (float)exp(l[i - 1].forward[b] + (double)f->w->step[b][t] + l[i].own[t] +
                                      l[i].backward[t] - all) -
                           (s->tags[i - 1] == b && s->tags[i] == t);
    for (int b = 0; b <= LG_TAGS; b++)
        for (int t = 0; t < LG_TAGS; t++)
            if (g[b][t] != 0)
                move(f->plan, &f->w->step[b][t], &f->step_square[b][t], g[b][t]);
}

static bool learn_marks(fit *f, const lg_sentence *s) {
    lattice *l = malloc(s->n_words * sizeof *l);
    if (!l)
        return false;
    double all = fill(f->w, s, l);
    learn_steps(f, s, l, all);
    for (uint32_t i = 0; i < s->n_words; i++) {
        float g[LG_TAGS];
        for (int t = 0; t < LG_TAGS; t++)
            g[t] = (float)exp(l[i].forward[t] + l[i].backward[t] - all) - (s->tags[i] == t);
        learn(f, &s->words[i], g);
    }
    free(l);
    return true;
}

void lg_mark(const lg_weights *w, const lg_sentence *s, uint8_t *tags) {
    uint32_t n = s->n_words;
    float(*best)[LG_TAGS] = calloc(n, sizeof *best);
    uint8_t(*from)[LG_TAGS] = calloc(n, sizeof *from);
    memset(tags, 0, n);
    for (uint32_t i = 0; best && from && i < n; i++) {
        float own[LG_TAGS];
        sums(w, &s->words[i], own);
        for (int t = 0; t < LG_TAGS; t++) {
            best[i][t] = -1e30f;
            for (int b = 0; b < LG_TAGS; b++) {
                int before = i ? b : 0;
                bool ok = t == 0 || (t & 1) || before == t || before == t - 1;
                float v = i ? best[i - 1][b] + w->step[b][t] : w->step[LG_TAGS][t];
                if (ok && v > best[i][t])
                    best[i][t] = v, from[i][t] = (uint8_t)b;
            }
            best[i][t] += own[t];
        }
    }
    uint8_t last = 0;
    for (uint8_t t = 1; best && from && t < LG_TAGS; t++)
        last = best[n - 1][t] > best[n - 1][last] ? t : last;
    for (uint32_t i = n; best && from && i-- > 0; last = from[i][last])
        tags[i] = last;
    free(best);
    free(from);
}

/* ---- classes ---- */

static bool learn_class(fit *f, const lg_sentence *s) {
    float p[LG_CLASSES];
    sums(f->w, &s->whole, p);
    mx_softmax(p, LG_CLASSES);
    p[s->class] -= 1;
    learn(f, &s->whole, p);
    return true;
}

int lg_class(const lg_weights *w, const lg_sentence *s) {
    float v[LG_CLASSES];
    int best = 0;
    sums(w, &s->whole, v);
    for (int k = 1; k < LG_CLASSES; k++)
        best = v[k] > v[best] ? k : best;
    return best;
}

/* ---- fitting ---- */

static bool go_through(fit *f, const size_t *which, size_t n) {
    mx_random rnd;
    bool ok = true, marks = f->plan == &for_marks;
    size_t *order = malloc((n + 1) * sizeof *order);
    if (!order)
        return false;
    memcpy(order, which, n * sizeof *order);
    mx_seed(&rnd, SEED);
    for (int pass = 0; ok && pass < f->plan->passes; pass++) {
        for (size_t i = n; i > 1; i--) {
            size_t j = (size_t)(mx_next(&rnd) % i), t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; ok && i < n; i++) {
            const lg_sentence *s = &f->c->sentences[order[i]];
            ok = marks ? learn_marks(f, s) : learn_class(f, s);
        }
    }
    free(order);
    return ok;
}

static void drop_weak(const fit *f) {
    uint32_t n = f->plan->labels;
    for (size_t i = 0; i < f->c->n_names; i++) {
        float *row = f->w->v + i * n, top = 0;
        for (uint32_t k = 0; k < n; k++)
            top = fabsf(row[k]) > top ? fabsf(row[k]) : top;
        if (top < f->plan->least)
            memset(row, 0, n * sizeof *row);
    }
}

static bool fit_all(const lg_corpus *c, int left_out, lg_weights *w, const plan *p) {
    fit f = {.c = c, .w = w, .plan = p};
    size_t n = 0, size = c->n_names * p->labels, *which = malloc((c->n + 1) * sizeof *which);
    *w = (lg_weights){.v = calloc(size + 1, sizeof *w->v), .labels = p->labels};
    f.square = calloc(size + 1, sizeof *f.square);
    for (size_t i = 0; which && i < c->n; i++) {
        const lg_sentence *s = &c->sentences[i];
        bool marked = p == &for_marks ? s->tags != NULL : s->class >= 0;
        if ((int)s->fold != left_out && s->n_words && marked)
            which[n++] = i;
    }
    bool ok = which && w->v && f.square && go_through(&f, which, n);
    if (ok)
        drop_weak(&f);
    free(which);
    free(f.square);
    return ok;
}

bool lg_fit_marks(const lg_corpus *c, int left_out, lg_weights *w) {
    return fit_all(c, left_out, w, &for_marks);
}

bool lg_fit_classes(const lg_corpus *c, int left_out, lg_weights *w) {
    return fit_all(c, left_out, w, &for_classes);
}
