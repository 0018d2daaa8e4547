/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/trainer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { HALF_BATCH_WORDS = 400, AT_ONCE = 32 };

static batch_store *store_new(void) {
    batch_store *s = calloc(1, sizeof *s);
    s->words = calloc(MAX_ROWS, sizeof *s->words);
    return s;
}

static void seed_streams(trainer *t, uint64_t seed) {
    for (int k = 0; k <= THREADS; k++)
        mx_seed(&t->rnd[k], seed * 100 + (uint64_t)k);
}

void trainer_init(trainer *t, vocab *v, net_size size, uint64_t seed, bd_arena *a) {
    *t = (trainer){.vocab = v, .drop = {0.12f, 0.25f, 0.33f, 0.33f}, .rate = 2e-3f};
    net_init(&t->net, size, seed, a);
    adam_init(&t->adam, &t->net, a);
    for (int k = 0; k < THREADS; k++) {
        t->works[k] = net_work_new(&t->net);
        t->stores[k] = store_new();
    }
    seed_streams(t, seed);
}

void trainer_start_from(trainer *t, const float *w, uint64_t seed) {
    adam_forget(&t->adam);
    seed_streams(t, seed);
    memmove(t->net.w, w, t->net.at.total * sizeof *w); /* w may be one of the two */
    memmove(t->adam.mean, w, t->net.at.total * sizeof *w);
}

static void fill_store(trainer *t, batch_store *s, sentence *const *list, size_t n) {
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        s->list[i] = list[i];
        s->inputs[i] = s->words + at;
        for (uint32_t k = 0; k < list[i]->n; k++)
            s->words[at++] = *vocab_input(t->vocab, list[i]->words[k].form);
    }
    s->batch = (net_batch){s->list, s->inputs, (uint32_t)n};
}

/* ---- batches ---- */

typedef struct keyed {
    sentence *s;
    float key;
} keyed;

static int by_key(const void *a, const void *b) {
    const keyed *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* How many of the sentences from `at` make a half batch. */
static size_t half_batch(const keyed *list, size_t at, size_t n) {
    size_t words = 0, longest = 0, i = at;
    while (i < n && i - at < MAX_BATCH && words < HALF_BATCH_WORDS) {
        longest = list[i].s->n > longest ? list[i].s->n : longest;
        if (longest * (i - at + 1) > MAX_ROWS)
            break;
        words += list[i++].s->n;
    }
    return i - at;
}

typedef struct plan {
    keyed *list;
    size_t *starts, *order;
    size_t n_batches;
} plan;

/* Half batches of sentences of like length, in random order. */
static plan make_plan(trainer *t, sentence *const *list, size_t n_list) {
    size_t n = 0;
    mx_random *rnd = &t->rnd[THREADS];
    plan p = {.list = calloc(n_list + 1, sizeof *p.list)};
    for (size_t i = 0; i < n_list; i++)
        if (list[i]->n <= MAX_WORDS) {
            p.list[n].s = list[i];
            p.list[n++].key = (float)list[i]->n * (0.8f + 0.4f * mx_uniform(rnd));
        }
    qsort(p.list, n, sizeof *p.list, by_key);
    p.starts = calloc(n + 2, sizeof *p.starts);
    for (size_t at = 0; at < n; at += half_batch(p.list, at, n))
        p.starts[p.n_batches++] = at;
    p.starts[p.n_batches] = n;
    p.order = calloc(p.n_batches + 1, sizeof *p.order);
    for (size_t i = 0; i < p.n_batches; i++)
        p.order[i] = i;
    for (size_t i = p.n_batches; i > 1; i--) {
        size_t k = mx_next(rnd) % i, swap = p.order[i - 1];
        p.order[i - 1] = p.order[k];
        p.order[k] = swap;
    }
    return p;
}

static void free_plan(plan *p) {
    free(p->list);
    free(p->starts);
    free(p->order);
}

static float learning_rate(float top, double done) {
    double warm = done < 0.03 ? done / 0.03 : 1, left = 1 - done;
    return (float)((double)top * warm * (0.03 + 0.97 * (left < 0.7 ? left / 0.7 : 1)));
}

/* ---- two threads ---- */

typedef struct job {
    trainer *t;
    int thread;
    net_loss loss;
    /* To parse instead of learning: */
    trainer *const *ts;
    int n_ts;
    token **out;
} job;

static void *work(void *arg) {
    job *j = arg;
    batch_store *s = j->t->stores[j->thread];
    const net *nets[MAX_NETS];
    net_work *works[MAX_NETS];
    if (!s->batch.n)
        return NULL;
    if (!j->out) {
        net_learn(&j->t->net, j->t->works[j->thread], &s->batch, &j->t->drop, &j->t->rnd[j->thread],
                  &j->loss);
        return NULL;
    }
    for (int i = 0; i < j->n_ts; i++) {
        nets[i] = &j->ts[i]->net;
        works[i] = j->ts[i]->works[j->thread];
    }
    net_parse(nets, works, j->n_ts, &s->batch, j->out);
    return NULL;
}

static void both(job *jobs) {
    pthread_t other;
    bool apart = !pthread_create(&other, NULL, work, &jobs[1]);
    work(&jobs[0]);
    if (apart)
        pthread_join(other, NULL);
    else
        work(&jobs[1]);
}

net_loss trainer_epoch(trainer *t, sentence *const *list, size_t n, double from, double to) {
    net_loss loss = {0};
    plan p = make_plan(t, list, n);
    sentence *picked[MAX_BATCH];
    for (size_t i = 0; i + 1 < p.n_batches; i += THREADS) {
        job jobs[THREADS] = {0};
        net_batch batches[THREADS];
        uint64_t words = 0;
        for (int k = 0; k < THREADS; k++) {
            size_t s = p.starts[p.order[i + (size_t)k]], e = p.starts[p.order[i + (size_t)k] + 1];
            for (size_t m = s; m < e; m++)
                picked[m - s] = p.list[m].s;
            fill_store(t, t->stores[k], picked, e - s);
            jobs[k] = (job){.t = t, .thread = k};
            batches[k] = t->stores[k]->batch;
        }
        both(jobs);
        for (int k = 0; k < THREADS; k++) {
            loss.upos += jobs[k].loss.upos;
            loss.xpos += jobs[k].loss.xpos;
            loss.arc += jobs[k].loss.arc;
            loss.rel += jobs[k].loss.rel;
            words += jobs[k].loss.words;
        }
        loss.words += words;
        double done = from + (to - from) * (double)i / (double)p.n_batches;
        adam_step(&t->adam, t->works, batches, THREADS, (double)words,
                  learning_rate(t->rate, done));
    }
    free_plan(&p);
    return loss;
}

/* ---- asking ---- */

typedef void (*answered)(void *ctx, const sentence *s, const token *out);

static void ask(trainer *const *ts, int n_ts, const corpus *c, size_t from, size_t to,
                answered answer, void *ctx) {
    token *out[THREADS][AT_ONCE];
    float *own[MAX_NETS];
    for (int i = 0; i < n_ts; i++) {
        own[i] = ts[i]->net.w;
        ts[i]->net.w = ts[i]->adam.mean;
    }
    for (int k = 0; k < THREADS * AT_ONCE; k++)
        out[k / AT_ONCE][k % AT_ONCE] = calloc(MAX_WORDS, sizeof(token));
    for (size_t at = from; at < to;) {
        job jobs[THREADS] = {0};
        for (int k = 0; k < THREADS; k++) {
            sentence *picked[AT_ONCE];
            size_t n = 0;
            for (; at < to && n < AT_ONCE; at++)
                if (c->list[at].n <= MAX_WORDS)
                    picked[n++] = &c->list[at];
            fill_store(ts[0], ts[0]->stores[k], picked, n);
            jobs[k] = (job){.t = ts[0], .thread = k, .ts = ts, .n_ts = n_ts, .out = out[k]};
        }
        both(jobs);
        for (int k = 0; k < THREADS; k++)
            for (uint32_t i = 0; i < ts[0]->stores[k]->batch.n; i++)
                answer(ctx, ts[0]->stores[k]->list[i], out[k][i]);
    }
    for (int k = 0; k < THREADS * AT_ONCE; k++)
        free(out[k / AT_ONCE][k % AT_ONCE]);
    for (int i = 0; i < n_ts; i++)
        ts[i]->net.w = own[i];
}

static void fill_in(void *ctx, const sentence *s, const token *out) {
    (void)ctx;
    for (uint32_t k = 0; k < s->n; k++) {
        bede_view form = s->words[k].form;
        s->words[k] = out[k];
        s->words[k].form = form;
    }
}

void trainer_annotate(trainer *const *ts, int n_ts, corpus *c, size_t from, size_t to) {
    ask(ts, n_ts, c, from, to, fill_in, NULL);
}

typedef struct counting {
    score r;
    uint16_t punct;
} counting;

static void count(void *ctx, const sentence *s, const token *out) {
    counting *c = ctx;
    for (uint32_t k = 0; k < s->n; k++) {
        const token *g = &s->words[k];
        c->r.words++;
        c->r.upos += g->upos == out[k].upos;
        c->r.xpos += g->xpos == out[k].xpos;
        if (g->upos == c->punct)
            continue;
        c->r.scored++;
        c->r.uas += g->head == out[k].head;
        c->r.las += g->head == out[k].head && g->rel == out[k].rel;
    }
}

score trainer_score(trainer *const *ts, int n_ts, const corpus *c) {
    uint32_t *punct = bd_map_get(&c->upos.ids, BD_LIT("PUNCT"));
    counting k = {.punct = punct ? (uint16_t)*punct : UINT16_MAX};
    ask(ts, n_ts, c, 0, c->n, count, &k);
    return k.r;
}
