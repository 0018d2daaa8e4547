/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn train: the tagger and parser from treebanks and plain news.
 *
 *   text of both ─▶ word vectors ─▶ first network           ─┬─▶ trees for the news
 *                              └──▶ second network (larger) ─┘        │
 *   treebanks + noise + news with those trees ─▶ first network, taught on ─┬─▶ better trees
 *                                                  second network ─────────┘        │
 *   treebanks + noise + news with those trees ─▶ small network ─▶ model file
 *
 * The last steps are distillation (Hinton et al. 2015; for parsing by an ensemble's trees: Kuncoro
 * et al. 2016): a network learns from what two agree on, in the language it will read; the one that
 * is kept is as small as the speed of reading asks for. */
#include "base/error.h"
#include "base/file.h"
#include "learn/export.h"
#include "learn/headline.h"
#include "learn/learn.h"
#include "learn/news.h"
#include "learn/trainer.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    BUCKETS = 1 << 14,
    VECTOR_PASSES = 10,
    IN_TEXT = 6, /* a form that all text has so often gets a row */
    FIRST_PASSES = 15,
    SECOND_PASSES = 11,
    LAST_PASSES = 10,
    SMALL_PASSES = 30,
    SMALL_HIDDEN = 96,
    NEWS_PARTS = 5, /* each of the last passes sees one of so many parts of the news */
};

/* Of the sentences of 30 words or less, how many are also learned from as headlines. */
static const float BANK_HEADLINES = 0.12f, NEWS_HEADLINES = 0.05f;
static const float LAST_RATE = 1.5e-3f; /* it begins with what it knows */

typedef struct plan {
    const char *bank, *news, *out, *work;
    int first, second, last, small, hidden2, hidden3;
} plan;

typedef struct school {
    bd_arena a;
    plan p;
    corpus bank, dev[2], news;
    text all;
    vocab vocab;
    float *vectors;
    trainer first, second, small;
    mx_random rnd;
    double begun;
} school;

static const char *const BANKS[] = {"ewt", "gum"};

static double now(void) {
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + 1e-9 * (double)ts.tv_nsec;
}

static void tell(const school *s, const char *what) {
    printf("%5.0f s  %s\n", now() - s->begun, what);
    fflush(stdout);
}

/* ---- what is read ---- */

/* The products run in blocks of 32 columns: classes that no word has are cheaper than a rest. */
static void pad_classes(tagset *t, bd_arena *a, size_t n) {
    while (t->n < n) {
        char *name = bd_arena_alloc(a, 16);
        int len = snprintf(name, 16, "~%zu", t->n);
        tagset_id(t, a, bd_view(name, (size_t)len), true);
    }
}

static corpus same_tags(const corpus *c) {
    corpus d = *c;
    d.list = NULL;
    d.n = d.cap = d.n_words = 0;
    return d;
}

static bool read_banks(school *s, bede_error *err) {
    char path[4096];
    corpus_init(&s->bank, &s->a);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s-train.conllu", s->p.bank, BANKS[i]);
        if (!corpus_read(&s->bank, path, true, err))
            return false;
    }
    pad_classes(&s->bank.upos, &s->a, 32);
    pad_classes(&s->bank.xpos, &s->a, 64);
    pad_classes(&s->bank.rel, &s->a, 64);
    if (s->bank.upos.n > MAX_CLASSES || s->bank.xpos.n > MAX_CLASSES || s->bank.rel.n > MAX_CLASSES)
        return bd_fail(err, path, "more kinds of tag than a model holds");
    for (int i = 0; i < 2; i++) {
        s->dev[i] = same_tags(&s->bank);
        snprintf(path, sizeof path, "%s/%s-dev.conllu", s->p.bank, BANKS[i]);
        if (!corpus_read(&s->dev[i], path, false, err))
            return false;
    }
    return true;
}

static bool read_text(school *s, bede_error *err) {
    text_init(&s->all, &s->a);
    for (size_t i = 0; i < s->bank.n; i++) {
        for (uint32_t k = 0; k < s->bank.list[i].n; k++)
            text_word(&s->all, s->bank.list[i].words[k].form);
        text_break(&s->all);
    }
    s->news = same_tags(&s->bank);
    return text_read_folder(&s->all, s->p.news, err) && news_read(&s->news, s->p.news, err);
}

/* ---- stages kept in the work folder ---- */

static char *work_path(const school *s, const char *name, char *path, size_t n) {
    snprintf(path, n, "%s/%s", s->p.work, name);
    return path;
}

/* Fills `values` from an earlier run's file of the same size. */
static bool recall(school *s, const char *name, float *values, size_t n) {
    char path[4096];
    bede_view v;
    bede_error ignored = {0};
    if (!s->p.work || !bd_file_read(&s->a, work_path(s, name, path, sizeof path), &v, &ignored) ||
        v.n != n * sizeof *values)
        return false;
    memcpy(values, v.s, v.n);
    tell(s, path);
    return true;
}

static bool keep(school *s, const char *name, const float *values, size_t n, bede_error *err) {
    char path[4096];
    return !s->p.work || bd_file_write(work_path(s, name, path, sizeof path),
                                       bd_view((const char *)values, n * sizeof *values), err);
}

/* ---- teaching ---- */

static net_size size_of(const school *s, uint32_t hidden, uint32_t arc, uint32_t rel) {
    return (net_size){.forms = s->vocab.rows.n + 1,
                      .buckets = BUCKETS,
                      .F = 96,
                      .S = 64,
                      .H = hidden,
                      .A = arc,
                      .R = rel,
                      .layers = 2,
                      .upos = (uint32_t)s->bank.upos.n,
                      .xpos = (uint32_t)s->bank.xpos.n,
                      .rel = (uint32_t)s->bank.rel.n};
}

static void tell_score(const school *s, trainer *const *ts, int n_ts) {
    for (int d = 0; d < 2; d++) {
        score r = trainer_score(ts, n_ts, &s->dev[d]);
        double w = (double)r.words, m = (double)r.scored;
        printf("  | %s UPOS %.4f XPOS %.4f UAS %.4f LAS %.4f", BANKS[d], (double)r.upos / w,
               (double)r.xpos / w, (double)r.uas / m, (double)r.las / m);
    }
    printf("\n");
    fflush(stdout);
}

static void pass(school *s, trainer *t, const char *name, sentence *const *list, size_t n, int e,
                 int passes) {
    double start = now();
    net_loss loss = trainer_epoch(t, list, n, (double)e / passes, (double)(e + 1) / passes);
    double w = (double)loss.words;
    printf("%s pass %2d  %.0f s  loss upos %.4f xpos %.4f arc %.4f rel %.4f", name, e + 1,
           now() - start, loss.upos / w, loss.xpos / w, loss.arc / w, loss.rel / w);
    tell_score(s, &t, 1);
}

static bool teach(school *s, trainer *t, const char *name, int passes, bede_error *err) {
    size_t n = t->net.at.total;
    if (recall(s, name, t->adam.mean, n)) {
        memcpy(t->net.w, t->adam.mean, n * sizeof(float));
        tell_score(s, &t, 1);
        return true;
    }
    sentence **list = calloc(s->bank.n, sizeof *list);
    for (size_t i = 0; i < s->bank.n; i++)
        list[i] = &s->bank.list[i];
    for (int e = 0; e < passes; e++)
        pass(s, t, name, list, s->bank.n, e, passes);
    free(list);
    return keep(s, name, t->adam.mean, n, err);
}

static bool write_model(school *s, const trainer *t, bede_error *err) {
    net mean = t->net;
    mean.w = t->adam.mean;
    return export_model(&mean, s->vocab.names, &s->bank, s->p.out, &s->a, err);
}

/* Teaches with the news' trees as well, each pass with another part of the news. */
static bool distill(school *s, trainer *t, const char *name, int passes, bede_error *err) {
    size_t total = t->net.at.total;
    if (recall(s, name, t->adam.mean, total)) {
        memcpy(t->net.w, t->adam.mean, total * sizeof(float));
        tell_score(s, &t, 1);
        return true;
    }
    sentence **list = calloc(s->bank.n + s->news.n, sizeof *list);
    for (int e = 0; e < passes; e++) {
        size_t n = 0;
        for (size_t i = 0; i < s->bank.n; i++)
            list[n++] = &s->bank.list[i];
        for (size_t i = (size_t)(e % NEWS_PARTS); i < s->news.n; i += NEWS_PARTS)
            list[n++] = &s->news.list[i];
        pass(s, t, name, list, n, e, passes);
    }
    free(list);
    return keep(s, name, t->adam.mean, total, err);
}

static bool make_vectors(school *s, bede_error *err) {
    size_t n = s->all.n_forms * 96;
    s->vectors = calloc(n + 64, sizeof *s->vectors);
    if (recall(s, "vectors", s->vectors, n))
        return true;
    free(s->vectors);
    s->vectors = vectors_learn(&s->all, 96, 2, VECTOR_PASSES, 1);
    return keep(s, "vectors", s->vectors, n, err);
}

static void begin(school *s, trainer *t, net_size size, uint64_t seed) {
    trainer_init(t, &s->vocab, size, seed, &s->a);
    vocab_use_vectors(&s->vocab, &s->all, s->vectors, &t->net);
    trainer_start_from(t, t->net.w, seed);
}

/* The news gets the trees that both networks agree on. */
static void annotate(school *s) {
    trainer *two[] = {&s->first, &s->second};
    int n_two = s->p.second ? 2 : 1;
    printf("both ");
    tell_score(s, two, n_two);
    trainer_annotate(two, n_two, &s->news, 0, s->news.n);
    tell(s, "trees for the news");
}

/* The first network taught on, then the small one from what that has become. */
static bool teach_with_news(school *s, bede_error *err) {
    annotate(s);
    news_add_noise(&s->bank, s->bank.n, &s->rnd);
    trainer_start_from(&s->first, s->first.adam.mean, 3);
    s->first.rate = LAST_RATE;
    if (!distill(s, &s->first, "last", s->p.last, err))
        return false;
    if (!s->p.small)
        return write_model(s, &s->first, err);
    annotate(s);
    size_t gold = s->bank.n;
    headline_add(&s->bank, s->bank.list, gold, BANK_HEADLINES, &s->rnd);
    headline_add(&s->bank, s->news.list, s->news.n, NEWS_HEADLINES, &s->rnd);
    printf("%zu headlines\n", s->bank.n - gold);
    return distill(s, &s->small, "small", s->p.small, err) && write_model(s, &s->small, err);
}

static bool run(school *s, bede_error *err) {
    if (!read_banks(s, err) || !read_text(s, err))
        return false;
    printf("%zu sentences, %zu words; news %zu sentences, %zu words; %zu words of text\n",
           s->bank.n, s->bank.n_words, s->news.n, s->news.n_words, s->all.n);
    if (!make_vectors(s, err))
        return false;
    tell(s, "word vectors");
    vocab_make(&s->vocab, &s->bank, &s->all, IN_TEXT, BUCKETS, &s->a);
    begin(s, &s->first, size_of(s, 128, 96, 128), 1);
    begin(s, &s->second, size_of(s, (uint32_t)s->p.hidden2, 96, 128), 2);
    begin(s, &s->small, size_of(s, (uint32_t)s->p.hidden3, 64, 64), 4);
    if (!teach(s, &s->first, "first", s->p.first, err) ||
        (s->p.second && !teach(s, &s->second, "second", s->p.second, err)))
        return false;
    return s->p.last ? teach_with_news(s, err) : write_model(s, &s->first, err);
}

static int usage(FILE *to) {
    fputs("usage: bede-learn train --treebank FOLDER --news FOLDER --out MODEL [OPTION...]\n"
          "Makes the tagger and parser from FOLDER/{ewt,gum}-{train,dev}.conllu and from the text\n"
          "files of the news folder. The dev files are only scored. The same input gives the same\n"
          "model on every machine with AVX2 and FMA. Takes about 70 minutes on two cores.\n"
          "  --work FOLDER   keeps each stage's result there, and uses those that are there\n"
          "  --first N --second N --last N --small N   passes of the four trainings; without the\n"
          "                  last, the model is what the one before has made\n"
          "  --hidden N      size of the second network\n"
          "  --width N       size of the small network\n",
          to);
    return to == stdout ? 0 : 2;
}

int learn_train(int argc, char **argv) {
    static const struct option options[] = {
        {"treebank", required_argument, NULL, 't'}, {"news", required_argument, NULL, 'n'},
        {"out", required_argument, NULL, 'o'},      {"work", required_argument, NULL, 'w'},
        {"first", required_argument, NULL, '1'},    {"second", required_argument, NULL, '2'},
        {"last", required_argument, NULL, '3'},     {"hidden", required_argument, NULL, 'H'},
        {"small", required_argument, NULL, '4'},    {"width", required_argument, NULL, 'W'},
        {"help", no_argument, NULL, 'h'},           {0}};
    static school s;
    s.p = (plan){.first = FIRST_PASSES,
                 .second = SECOND_PASSES,
                 .last = LAST_PASSES,
                 .small = SMALL_PASSES,
                 .hidden2 = 160,
                 .hidden3 = SMALL_HIDDEN};
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (c) {
        case 't': s.p.bank = optarg; break;
        case 'n': s.p.news = optarg; break;
        case 'o': s.p.out = optarg; break;
        case 'w': s.p.work = optarg; break;
        case '1': s.p.first = atoi(optarg); break;
        case '2': s.p.second = atoi(optarg); break;
        case '3': s.p.last = atoi(optarg); break;
        case '4': s.p.small = atoi(optarg); break;
        case 'H': s.p.hidden2 = atoi(optarg); break;
        case 'W': s.p.hidden3 = atoi(optarg); break;
        default: return usage(c == 'h' ? stdout : stderr);
        }
    }
    if (!s.p.bank || !s.p.news || !s.p.out || s.p.hidden2 <= 0 || s.p.hidden2 % 16 ||
        s.p.hidden3 <= 0 || s.p.hidden3 % 16)
        return usage(stderr);
    bede_error err = {0};
    s.begun = now();
    bd_arena_init(&s.a, 0);
    mx_seed(&s.rnd, 7);
    bool ok = run(&s, &err);
    if (!ok)
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
    bd_arena_free(&s.a);
    return ok ? 0 : 1;
}
