/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn blocks: the weights by which the page room chooses an article's blocks.
 *
 * Read are saved pages and, for each, pieces of text that must and must not come out. Every run of
 * text that holds such a piece is an example. The model is logistic regression, fitted by AdaGrad
 * in an order that a fixed seed shuffles. Pages are split into two halves by a hash of their host:
 * the figures of a half are those of weights trained on the other one, so that no outlet is judged
 * by what was learned from it; the weights written are trained on both. */
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "learn/learn.h"
#include "learn/matrix.h"
#include "page/page.h"
#include "page/page_int.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PASSES = 60 };
static const float RATE = 0.15f, DECAY = 0.0005f;

typedef struct piece { /* a text that must or must not come out */
    bede_view text;
    bool wanted;
    uint8_t half;
    uint32_t first, n; /* its examples */
} piece;

typedef struct example {
    float f[BD_MAX_FEATURES];
    bool wanted, by_rule;
    uint8_t half;
    float weight;
} example;

typedef struct study {
    bd_arena arena;
    example *examples;
    size_t n, cap;
    piece *pieces;
    size_t n_pieces, cap_pieces;
    size_t page_from; /* pieces of the page being read */
} study;

/* ---- examples ---------------------------------------------------------------------------------
 */

static void see(void *ctx, const float *f, size_t n, bool kept, bede_view text) {
    study *s = ctx;
    text = bd_page_squeeze(&s->arena, bd_utf8_clean(&s->arena, text));
    for (size_t i = s->page_from; i < s->n_pieces; i++) {
        piece *p = &s->pieces[i];
        char *z = bd_arena_copy(&s->arena, p->text.s, p->text.n);
        if (!p->text.n || bd_view_find(text, z, 0) == SIZE_MAX)
            continue;
        s->examples = bd_arena_grow(&s->arena, s->examples, s->n, &s->cap, sizeof *s->examples);
        example *e = &s->examples[s->n++];
        *e = (example){.wanted = p->wanted, .by_rule = kept, .half = p->half};
        memcpy(e->f, f, n * sizeof *f);
        /* The examples of a piece need not be neighbours; its number finds them. */
        e->weight = (float)i;
        p->n++;
    }
}

uint8_t learn_half_of(bede_view url) {
    size_t at = bd_view_find(url, "://", 0);
    if (at != SIZE_MAX)
        url = bd_view_part(url, at + 3, url.n);
    if (bd_view_starts(url, "www."))
        url = bd_view_part(url, 4, url.n);
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < url.n && url.s[i] != '/'; i++)
        h = (h ^ (unsigned char)url.s[i]) * 16777619u;
    return (uint8_t)((h ^ h >> 15) & 1);
}

static void add_pieces(study *s, const bd_json *list, bool wanted, uint8_t half) {
    if (list && list->kind == BD_JSON_LIST)
        for (const bd_json *v = list->child; v; v = v->next) {
            bede_view t = bd_json_text(v);
            s->pieces =
                bd_arena_grow(&s->arena, s->pieces, s->n_pieces, &s->cap_pieces, sizeof *s->pieces);
            s->pieces[s->n_pieces++] =
                (piece){.text = bd_page_squeeze(&s->arena, bd_utf8_clean(&s->arena, t)),
                        .wanted = wanted,
                        .half = half};
        }
}

static void read_page(study *s, bd_page *page, bd_arena *arena, const char *dir,
                      const bd_json *entry) {
    bede_view url = bd_json_text(bd_json_get(entry, "url")), bytes;
    uint8_t half = learn_half_of(url);
    char path[4096];
    bede_article a = {0};
    snprintf(path, sizeof path, "%s/%.*s", dir, (int)entry->key.n, entry->key.s);
    bd_arena_clear(arena);
    s->page_from = s->n_pieces;
    add_pieces(s, bd_json_get(entry, "with"), true, half);
    add_pieces(s, bd_json_get(entry, "without"), false, half);
    bede_error err = {0};
    if (!bd_file_read(arena, path, &bytes, &err) ||
        !bd_page_read(page, arena, path, bytes.s, bytes.n, &(bede_options){0}, &a, &err))
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
}

/* A piece that stands in several runs is one example, shared among them. */
static void share_weights(study *s) {
    for (size_t i = 0; i < s->n; i++)
        s->examples[i].weight = 1 / (float)s->pieces[(size_t)s->examples[i].weight].n;
}

/* ---- fitting ----------------------------------------------------------------------------------
 */

static double score_of(const float *w, const example *e, size_t n) {
    double z = 0;
    for (size_t k = 0; k < n; k++)
        z += (double)(w[k] * e->f[k]);
    return z;
}

/* On the half `only`, or on both if it is 2. */
static void fit(const study *s, int only, float *w, size_t n) {
    float g2[BD_MAX_FEATURES];
    size_t *order = malloc((s->n + 1) * sizeof *order), m = 0;
    mx_random rnd;
    mx_seed(&rnd, 20240229);
    for (size_t k = 0; k < n; k++)
        w[k] = 0, g2[k] = 1e-8f;
    for (size_t i = 0; order && i < s->n; i++)
        if (only == 2 || s->examples[i].half == only)
            order[m++] = i;
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t i = m; i > 1; i--) {
            size_t j = (size_t)(mx_next(&rnd) % i), t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; i < m; i++) {
            const example *e = &s->examples[order[i]];
            float p = (float)(1 / (1 + exp(-score_of(w, e, n))));
            float d = (p - (e->wanted ? 1.0f : 0.0f)) * e->weight;
            for (size_t k = 0; k < n; k++) {
                if (e->f[k] == 0)
                    continue;
                float g = d * e->f[k] + DECAY * w[k];
                g2[k] += g * g;
                w[k] -= RATE * g / sqrtf(g2[k]);
            }
        }
    }
    free(order);
}

typedef struct figures {
    size_t hit, missed, spurious;
} figures;

/* Of the examples of a half, not of the pieces: a piece that no run holds is not counted. */
static figures judge(const study *s, int half, const float *w, size_t n) {
    figures r = {0, 0, 0};
    for (size_t i = 0; i < s->n; i++) {
        const example *e = &s->examples[i];
        bool kept = w ? score_of(w, e, n) > 0 : e->by_rule;
        if (e->half != half)
            continue;
        r.hit += e->wanted && kept;
        r.missed += e->wanted && !kept;
        r.spurious += !e->wanted && kept;
    }
    return r;
}

static void report(const char *what, figures r) {
    printf("%-44s %5zu hit %4zu missed %4zu spurious  F1 %.3f\n", what, r.hit, r.missed, r.spurious,
           2 * (double)r.hit / (double)(2 * r.hit + r.missed + r.spurious + 1));
}

/* ---- the command ------------------------------------------------------------------------------
 */

static bool write_weights(const char *path, const float *w, size_t n, bede_error *err) {
    static const char head[] = "# Weights of the model that chooses an article's blocks: what is "
                               "weighed, weight (above 0: "
                               "article).\n"
                               "# Trained by `bede-learn blocks` (docs/page.md) on saved web pages "
                               "with texts that must and "
                               "must not\n# come out; only the numbers were kept.\n";
    size_t cap = sizeof head + n * 120, used = sizeof head - 1;
    char *text = malloc(cap), name[80];
    if (!text)
        return bd_fail(err, path, "no memory");
    memcpy(text, head, used);
    for (size_t k = 0; k < n; k++) {
        bede_view v = bd_weigh_name(k, name);
        if (w[k] != 0)
            used += (size_t)snprintf(text + used, cap - used, "%.*s\t%.3f\n", (int)v.n, v.s,
                                     (double)w[k]);
    }
    bool ok = bd_file_write(path, bd_view(text, used), err);
    free(text);
    return ok;
}

static int usage(FILE *to) {
    fputs("usage: bede-learn blocks --pages DIR --expected FILE --out WEIGHTS [--half HALF]\n"
          "  DIR       saved pages\n"
          "  FILE      JSON: {\"page.html\": {\"url\", \"with\": [text], \"without\": [text]}}\n"
          "  WEIGHTS   data/page/weights.tsv\n"
          "  HALF      first or second: learn from that half alone (default both)\n",
          to);
    return to == stdout ? 0 : 2;
}

static int run(const char *pages, const char *expected, const char *out, int half_learned) {
    study s = {0};
    bd_page page;
    bd_arena arena, files;
    bede_error err = {0};
    bede_view json;
    bd_arena_init(&s.arena, 0), bd_arena_init(&arena, 0), bd_arena_init(&files, 0);
    if (!bd_page_init(&page, &err) || !bd_file_read(&files, expected, &json, &err)) {
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
        return 1;
    }
    bd_page_study watch = {&s, see, NULL};
    page.study = &watch;
    const bd_json *root = bd_json_read(&files, json)->child;
    for (const bd_json *e = root ? root->child : NULL; e; e = e->next)
        read_page(&s, &page, &arena, pages, e);
    share_weights(&s);
    size_t n = bd_weigh_count();
    float w[BD_MAX_FEATURES];
    printf("%zu pieces of text, %zu examples in doubt\n", s.n_pieces, s.n);
    for (int half = 0; half < 2; half++) {
        report(half ? "second half, by rule alone" : "first half, by rule alone",
               judge(&s, half, NULL, n));
        fit(&s, 1 - half, w, n);
        report(half ? "second half, trained on the first" : "first half, trained on the second",
               judge(&s, half, w, n));
    }
    fit(&s, half_learned, w, n);
    bool ok = write_weights(out, w, n, &err);
    if (!ok)
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
    bd_page_free(&page);
    bd_arena_free(&s.arena), bd_arena_free(&arena), bd_arena_free(&files);
    return ok ? 0 : 1;
}

int learn_blocks(int argc, char **argv) {
    static const struct option options[] = {
        {"pages", required_argument, NULL, 'p'}, {"expected", required_argument, NULL, 'e'},
        {"out", required_argument, NULL, 'o'},   {"half", required_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},        {0}};
    const char *pages = NULL, *expected = NULL, *out = NULL;
    int half = 2;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'p': pages = optarg; break;
        case 'e': expected = optarg; break;
        case 'o': out = optarg; break;
        case 'l':
            half = strcmp(optarg, "first") == 0 ? 0 : strcmp(optarg, "second") == 0 ? 1 : 2;
            break;
        case 'h': return usage(stdout);
        default: return usage(stderr);
        }
    }
    return pages && expected && out ? run(pages, expected, out, half) : usage(stderr);
}
