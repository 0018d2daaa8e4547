/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn train: the tagger and parser from treebanks. */
#include "base/file.h"
#include "learn/adam.h"
#include "learn/export.h"
#include "learn/learn.h"
#include "sentence/form.h"

#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS = 2, BATCH_WORDS = 400 };

typedef struct trainer {
    bd_arena *a;
    corpus train, dev[2];
    bd_map forms;      /* normal form -> row of E */
    bede_view *form_names; /* by row */
    bd_map inputs;     /* form as written -> index into known */
    word_input *known;
    size_t n_known, cap_known;
    net net;
    adam adam;
    net_work *works[THREADS];
    mx_random rnd[THREADS + 1];
    net_drop drop;
} trainer;

/* ---- vocabulary ---- */

static bede_view normal(bd_arena *a, bede_view form) {
    char buf[BD_FORM_MAX_NORM];
    size_t n = bd_form_normal(form, buf);
    return bd_view(bd_arena_copy(a, buf, n), n);
}

static void make_vocabulary(trainer *t, uint32_t at_least) {
    bd_map count;
    bd_map_init(&count, t->a);
    bd_map_init(&t->forms, t->a);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->train.n; i++)
            for (uint32_t k = 0; k < t->train.list[i].n; k++) {
                bede_view v = normal(t->a, t->train.list[i].words[k].form);
                if (!pass)
                    ++*bd_map_put(&count, v, 0);
                else if (*bd_map_get(&count, v) >= at_least)
                    bd_map_put(&t->forms, v, t->forms.n + 1);
            }
    t->form_names = bd_arena_array(t->a, t->forms.n + 1, sizeof *t->form_names);
    for (size_t i = 0; i < t->train.n; i++)
        for (uint32_t k = 0; k < t->train.list[i].n; k++) {
            bede_view v = normal(t->a, t->train.list[i].words[k].form);
            uint32_t *row = bd_map_get(&t->forms, v);
            if (row)
                t->form_names[*row] = v;
        }
}

static const word_input *input_of(trainer *t, bede_view form) {
    uint32_t *known = bd_map_get(&t->inputs, form);
    if (known)
        return &t->known[*known];
    uint32_t ids[BD_FORM_MAX_FEATURES];
    size_t n = bd_form_features(form, t->net.size.buckets, ids);
    uint32_t *subs = bd_arena_array(t->a, n, sizeof *subs);
    memcpy(subs, ids, n * sizeof *subs);
    char buf[BD_FORM_MAX_NORM];
    uint32_t *row = bd_map_get(&t->forms, bd_view(buf, bd_form_normal(form, buf)));
    t->known = bd_arena_grow(t->a, t->known, t->n_known, &t->cap_known, sizeof *t->known);
    t->known[t->n_known] = (word_input){row ? *row : 0, (uint32_t)n, subs};
    bd_map_put(&t->inputs, form, (uint32_t)t->n_known);
    return &t->known[t->n_known++];
}

/* ---- batches ---- */

typedef struct batch_store {
    const sentence *list[MAX_BATCH];
    const word_input *inputs[MAX_BATCH];
    word_input *words;
    net_batch batch;
} batch_store;

static batch_store *store_new(void) {
    batch_store *s = calloc(1, sizeof *s);
    s->words = calloc(MAX_ROWS, sizeof *s->words);
    return s;
}

static void fill_store(trainer *t, batch_store *s, sentence *const *list, size_t n) {
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        s->list[i] = list[i];
        s->inputs[i] = s->words + at;
        for (uint32_t k = 0; k < list[i]->n; k++)
            s->words[at++] = *input_of(t, list[i]->words[k].form);
    }
    s->batch = (net_batch){s->list, s->inputs, (uint32_t)n};
}

typedef struct order {
    sentence **list;
    float *key;
} order_item;

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
    while (i < n && i - at < MAX_BATCH && words < BATCH_WORDS) {
        longest = list[i].s->n > longest ? list[i].s->n : longest;
        if (longest * (i - at + 1) > MAX_ROWS)
            break;
        words += list[i++].s->n;
    }
    return i - at;
}

typedef struct job {
    trainer *t;
    int thread;
    batch_store *store;
    net_loss loss;
    token **out; /* to parse instead of learning */
} job;

static void *work(void *arg) {
    job *j = arg;
    if (!j->store->batch.n)
        return NULL;
    if (j->out)
        net_parse(&j->t->net, j->t->works[j->thread], &j->store->batch, j->out);
    else
        net_learn(&j->t->net, j->t->works[j->thread], &j->store->batch, &j->t->drop,
                  &j->t->rnd[j->thread], &j->loss);
    return NULL;
}

static void both(job *jobs) {
    pthread_t other;
    pthread_create(&other, NULL, work, &jobs[1]);
    work(&jobs[0]);
    pthread_join(other, NULL);
}

/* One pass over the training set: batches of sentences of like length in random order. */
static void epoch(trainer *t, batch_store **stores, float (*rate)(double), double from, double to,
                  net_loss *loss) {
    size_t n = 0;
    keyed *list = calloc(t->train.n, sizeof *list);
    for (size_t i = 0; i < t->train.n; i++)
        if (t->train.list[i].n <= MAX_WORDS) {
            list[n].s = &t->train.list[i];
            list[n].key = (float)list[n].s->n * (0.8f + 0.4f * mx_uniform(&t->rnd[THREADS]));
            n++;
        }
    qsort(list, n, sizeof *list, by_key);
    size_t *starts = calloc(n + 2, sizeof *starts), n_starts = 0;
    for (size_t at = 0; at < n; at += half_batch(list, at, n))
        starts[n_starts++] = at;
    starts[n_starts] = n;
    size_t *perm = calloc(n_starts, sizeof *perm);
    for (size_t i = 0; i < n_starts; i++)
        perm[i] = i;
    for (size_t i = n_starts; i > 1; i--) {
        size_t k = mx_next(&t->rnd[THREADS]) % i, swap = perm[i - 1];
        perm[i - 1] = perm[k];
        perm[k] = swap;
    }
    sentence **picked = calloc(MAX_BATCH, sizeof *picked);
    for (size_t i = 0; i + 1 < n_starts; i += 2) {
        job jobs[THREADS] = {0};
        net_batch batches[THREADS];
        double words = 0;
        for (int k = 0; k < THREADS; k++) {
            size_t s = starts[perm[i + (size_t)k]], e = starts[perm[i + (size_t)k] + 1];
            for (size_t m = s; m < e; m++)
                picked[m - s] = list[m].s;
            fill_store(t, stores[k], picked, e - s);
            jobs[k] = (job){.t = t, .thread = k, .store = stores[k]};
            batches[k] = stores[k]->batch;
        }
        both(jobs);
        for (int k = 0; k < THREADS; k++) {
            loss->upos += jobs[k].loss.upos;
            loss->xpos += jobs[k].loss.xpos;
            loss->arc += jobs[k].loss.arc;
            loss->rel += jobs[k].loss.rel;
            loss->words += jobs[k].loss.words;
            words += (double)jobs[k].loss.words;
        }
        double done = from + (to - from) * (double)i / (double)n_starts;
        adam_step(&t->adam, t->works, batches, THREADS, words, rate(done));
    }
    free(picked);
    free(perm);
    free(starts);
    free(list);
}

/* ---- evaluation ---- */

typedef struct score {
    size_t words, upos, xpos, scored, uas, las;
} score;

static void count(const corpus *c, const sentence *s, const token *out, score *r) {
    uint32_t *punct = bd_map_get(&c->upos.ids, BD_LIT("PUNCT"));
    for (uint32_t k = 0; k < s->n; k++) {
        const token *g = &s->words[k];
        r->words++;
        r->upos += g->upos == out[k].upos;
        r->xpos += g->xpos == out[k].xpos;
        if (punct && g->upos == *punct)
            continue;
        r->scored++;
        r->uas += g->head == out[k].head;
        r->las += g->head == out[k].head && g->rel == out[k].rel;
    }
}

static score evaluate(trainer *t, const corpus *c, batch_store **stores) {
    enum { AT_ONCE = 16 };
    score r = {0};
    token *out[THREADS][AT_ONCE];
    for (int k = 0; k < THREADS; k++)
        for (int i = 0; i < AT_ONCE; i++)
            out[k][i] = calloc(MAX_WORDS, sizeof(token));
    float *own = t->net.w;
    t->net.w = t->adam.mean;
    for (size_t at = 0; at < c->n; at += THREADS * AT_ONCE) {
        job jobs[THREADS] = {0};
        sentence *picked[THREADS][AT_ONCE];
        for (int k = 0; k < THREADS; k++) {
            size_t n = 0;
            for (size_t i = at + (size_t)k * AT_ONCE; i < c->n && n < AT_ONCE && i < at + (size_t)(k + 1) * AT_ONCE; i++)
                if (c->list[i].n <= MAX_WORDS)
                    picked[k][n++] = &c->list[i];
            fill_store(t, stores[k], picked[k], n);
            jobs[k] = (job){.t = t, .thread = k, .store = stores[k], .out = out[k]};
        }
        both(jobs);
        for (int k = 0; k < THREADS; k++)
            for (uint32_t i = 0; i < stores[k]->batch.n; i++)
                count(&t->train, stores[k]->list[i], out[k][i], &r);
    }
    t->net.w = own;
    for (int k = 0; k < THREADS; k++)
        for (int i = 0; i < AT_ONCE; i++)
            free(out[k][i]);
    return r;
}

static float learning_rate(double done) {
    double warm = done < 0.03 ? done / 0.03 : 1;
    double left = 1 - done;
    return (float)(2e-3 * warm * (0.03 + 0.97 * (left < 0.7 ? left / 0.7 : 1)));
}

static double now(void) {
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + 1e-9 * (double)ts.tv_nsec;
}

static bool read_banks(trainer *t, const char *dir, bede_error *err) {
    static const char *const banks[] = {"ewt", "gum"};
    char path[4096];
    corpus_init(&t->train, t->a);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s-train.conllu", dir, banks[i]);
        if (!corpus_read(&t->train, path, true, err))
            return false;
    }
    for (int i = 0; i < 2; i++) {
        t->dev[i] = t->train;
        t->dev[i].list = NULL;
        t->dev[i].n = t->dev[i].cap = t->dev[i].n_words = 0;
        snprintf(path, sizeof path, "%s/%s-dev.conllu", dir, banks[i]);
        if (!corpus_read(&t->dev[i], path, false, err))
            return false;
    }
    return true;
}

/* The products run in blocks of 32 columns: classes that no word has are cheaper than a rest. */
static void pad_classes(tagset *t, bd_arena *a, size_t n) {
    while (t->n < n) {
        char *name = bd_arena_alloc(a, 16);
        int len = snprintf(name, 16, "~%zu", t->n);
        tagset_id(t, a, bd_view(name, (size_t)len), true);
    }
}

int learn_train(int argc, char **argv) {
    static const struct option options[] = {{"treebank", required_argument, NULL, 't'},
                                            {"epochs", required_argument, NULL, 'e'},
                                            {"hidden", required_argument, NULL, 'H'},
                                            {"layers", required_argument, NULL, 'l'},
                                            {"seed", required_argument, NULL, 's'},
                                            {"out", required_argument, NULL, 'o'},
                                            {"save", required_argument, NULL, 'S'},
                                            {0}};
    const char *dir = NULL, *out = NULL, *save = NULL;
    int epochs = 20, hidden = 128, layers = 2, seed = 1;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (c) {
        case 't': dir = optarg; break;
        case 'e': epochs = atoi(optarg); break;
        case 'H': hidden = atoi(optarg); break;
        case 'l': layers = atoi(optarg); break;
        case 's': seed = atoi(optarg); break;
        case 'o': out = optarg; break;
        case 'S': save = optarg; break;
        default: return 2;
        }
    }
    bd_arena a;
    bd_arena_init(&a, 0);
    trainer *t = bd_arena_alloc(&a, sizeof *t);
    bede_error err = {0};
    t->a = &a;
    t->drop = (net_drop){0.12f, 0.25f, 0.33f, 0.33f};
    if (!dir || !read_banks(t, dir, &err)) {
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
        return 1;
    }
    make_vocabulary(t, 2);
    bd_map_init(&t->inputs, &a);
    pad_classes(&t->train.upos, &a, 32);
    pad_classes(&t->train.xpos, &a, 64);
    pad_classes(&t->train.rel, &a, 64);
    net_size size = {.forms = t->forms.n + 1, .buckets = 1 << 14, .F = 96, .S = 64,
                     .H = (uint32_t)hidden, .A = 96, .R = 128, .layers = (uint32_t)layers,
                     .upos = (uint32_t)t->train.upos.n, .xpos = (uint32_t)t->train.xpos.n,
                     .rel = (uint32_t)t->train.rel.n};
    net_init(&t->net, size, (uint64_t)seed, &a);
    adam_init(&t->adam, &t->net, &a);
    batch_store *stores[THREADS];
    for (int k = 0; k < THREADS; k++) {
        t->works[k] = net_work_new(&t->net);
        stores[k] = store_new();
    }
    for (int k = 0; k <= THREADS; k++)
        mx_seed(&t->rnd[k], (uint64_t)(seed * 100 + k));
    printf("%zu sentences, %zu words, %u forms, %u xpos, %u relations, %zu dense parameters\n",
           t->train.n, t->train.n_words, size.forms, size.xpos, size.rel,
           t->net.at.total - t->net.at.dense);
    for (int e = 0; e < epochs; e++) {
        net_loss loss = {0};
        double start = now();
        epoch(t, stores, learning_rate, (double)e / epochs, (double)(e + 1) / epochs, &loss);
        double mid = now(), w = (double)loss.words;
        printf("epoch %2d  %.0f s  loss upos %.4f xpos %.4f arc %.4f rel %.4f", e + 1, mid - start,
               loss.upos / w, loss.xpos / w, loss.arc / w, loss.rel / w);
        for (int d = 0; d < 2; d++) {
            score r = evaluate(t, &t->dev[d], stores);
            printf("  | %s UPOS %.4f XPOS %.4f UAS %.4f LAS %.4f", d ? "gum" : "ewt",
                   (double)r.upos / r.words, (double)r.xpos / r.words, (double)r.uas / r.scored,
                   (double)r.las / r.scored);
        }
        printf("\n");
        fflush(stdout);
    }
    if (save && !bd_file_write(save, bd_view((const char *)t->adam.mean, t->net.at.total * sizeof(float)), &err)) {
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
        return 1;
    }
    if (out) {
        t->net.w = t->adam.mean;
        if (!export_model(&t->net, &t->forms, t->form_names, &t->train, out, &a, &err)) {
            fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
            return 1;
        }
    }
    return 0;
}
