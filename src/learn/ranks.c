/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn ranks: the weights by which the page room chooses the day of publication and the
 * authors.
 *
 * Every page whose right answer stands among its options is an example. The model is a softmax over
 * the options, fitted by AdaGrad in an order that a fixed seed shuffles. Halves as in blocks.c: the
 * figures of a half are those of weights trained on the other one. */
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "learn/learn.h"
#include "learn/matrix.h"
#include "page/page.h"
#include "page/page_int.h"
#include "page/rank.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PASSES = 60 };
static const float RATE = 0.2f, DECAY = 0.005f;
static const double NONE_WEIGHT = 0.1; /* pages whose author nobody found are less certain */

typedef struct choice {
    bd_option *o;
    size_t n, by_rule;
    bool *right;
    bool solvable, none; /* the right answer is among the options; it is that there is none */
    uint8_t half;
} choice;

typedef struct ranks {
    bd_arena arena;
    choice *v[BD_RANKERS];
    size_t n[BD_RANKERS], cap[BD_RANKERS];
    uint8_t half;
    const bd_json *answer[BD_RANKERS]; /* of the page being read; NULL: not known */
} ranks;

static const char *const titles[BD_RANKERS] = {"days", "authors"};
static const char *const fields[BD_RANKERS] = {"date", "author"};

/* The answer as the options write it. */
static bool is_answer(ranks *s, const bd_json *answer, bede_view v) {
    char a[1024], b[1024];
    bede_view want = bd_json_text(answer);
    if (answer->kind == BD_JSON_LIST) {
        size_t n = 0;
        for (const bd_json *k = answer->child; k; k = k->next)
            if (n + k->text.n + 2 < sizeof a) {
                n += (size_t)snprintf(a + n, sizeof a - n, "%s%.*s", n ? "; " : "", (int)k->text.n,
                                      k->text.s);
            }
        want = bd_view(bd_arena_copy(&s->arena, a, n), n);
    }
    want = bd_page_squeeze(&s->arena, want);
    size_t x = bd_utf8_fold(want, a, sizeof a), y = bd_utf8_fold(v, b, sizeof b);
    return x == y && !memcmp(a, b, x);
}

/* No author is noted, though the page's own metadata name a person: not learned from. */
static bool overlooked(ranks *s, bd_ranker r, const bd_option *o, size_t n) {
    bool named = false;
    for (size_t i = 0; r == BD_RANK_AUTHORS && i < n; i++)
        named |= o[i].f[BY_TOLD_PERSON] > 0 && o[i].f[BY_HOUSE] == 0;
    return named && is_answer(s, s->answer[r], BD_LIT(""));
}

static void choose(void *ctx, bd_ranker r, const bd_option *o, size_t n, size_t by_rule) {
    ranks *s = ctx;
    if (!s->answer[r] || !n || overlooked(s, r, o, n))
        return;
    s->v[r] = bd_arena_grow(&s->arena, s->v[r], s->n[r], &s->cap[r], sizeof *s->v[r]);
    choice *c = &s->v[r][s->n[r]++];
    *c = (choice){.n = n, .by_rule = by_rule, .half = s->half};
    c->none = is_answer(s, s->answer[r], BD_LIT(""));
    c->o = bd_arena_array(&s->arena, n, sizeof *c->o);
    c->right = bd_arena_array(&s->arena, n, sizeof *c->right);
    for (size_t i = 0; i < n; i++) {
        c->o[i] = o[i];
        c->right[i] = is_answer(s, s->answer[r], o[i].answer);
        c->solvable |= c->right[i];
    }
}

static void ignore(void *ctx, const float *f, size_t n, bool kept, bede_view text) {
    (void)ctx, (void)f, (void)n, (void)kept, (void)text;
}

static void read_page(ranks *s, bd_page *page, bd_arena *arena, const char *dir,
                      const bd_json *entry) {
    bede_view bytes;
    char path[4096];
    bede_article a = {0};
    bede_error err = {0};
    s->half = learn_half_of(bd_json_text(bd_json_get(entry, "url")));
    for (int r = 0; r < BD_RANKERS; r++) {
        const bd_json *v = bd_json_get(entry, fields[r]);
        /* No author is an answer, no day is not: none of the pages is without one. */
        bool known = v && (v->kind == BD_JSON_LIST ||
                           (v->kind == BD_JSON_TEXT && (v->text.n || r == BD_RANK_AUTHORS)));
        s->answer[r] = known ? v : NULL;
    }
    snprintf(path, sizeof path, "%s/%.*s", dir, (int)entry->key.n, entry->key.s);
    bd_arena_clear(arena);
    if (!bd_file_read(arena, path, &bytes, &err) ||
        !bd_page_read(page, arena, path, bytes.s, bytes.n, &(bede_options){0}, &a, &err))
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
}

/* ---- fitting ----------------------------------------------------------------------------------
 */

static double dot(const float *w, const float *f, size_t n) {
    double z = 0;
    for (size_t k = 0; k < n; k++)
        z += (double)(w[k] * f[k]);
    return z;
}

/* One step towards the right options of a choice. */
static void step(const choice *c, float *w, float *g2, size_t n) {
    double weight = c->none ? NONE_WEIGHT : 1;
    double top = -1e9, all = 0, good = 0, p[64], grad[BD_RANK_FEATURES] = {0};
    for (size_t i = 0; i < c->n; i++)
        p[i] = dot(w, c->o[i].f, n), top = p[i] > top ? p[i] : top;
    for (size_t i = 0; i < c->n; i++) {
        p[i] = exp(p[i] - top);
        all += p[i];
        good += c->right[i] ? p[i] : 0;
    }
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < n; k++)
            grad[k] +=
                weight * (p[i] / all - (c->right[i] ? p[i] / good : 0)) * (double)c->o[i].f[k];
    for (size_t k = 0; k < n; k++) {
        float g = (float)grad[k] + DECAY * w[k];
        g2[k] += g * g;
        w[k] -= RATE * g / sqrtf(g2[k]);
    }
}

static void fit(const ranks *s, bd_ranker r, int only, float *w) {
    float g2[BD_RANK_FEATURES];
    size_t n = bd_rank_count(r), m = 0, *order = malloc((s->n[r] + 1) * sizeof *order);
    mx_random rnd;
    mx_seed(&rnd, 20240229);
    for (size_t k = 0; k < BD_RANK_FEATURES; k++)
        w[k] = 0, g2[k] = 1;
    for (size_t i = 0; order && i < s->n[r]; i++)
        if ((only == 2 || s->v[r][i].half == only) && s->v[r][i].solvable && s->v[r][i].n <= 64)
            order[m++] = i;
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t i = m; i > 1; i--) {
            size_t j = (size_t)(mx_next(&rnd) % i), t = order[i - 1];
            order[i - 1] = order[j], order[j] = t;
        }
        for (size_t i = 0; i < m; i++)
            step(&s->v[r][order[i]], w, g2, n);
    }
    free(order);
}

static void judge(const ranks *s, bd_ranker r, int half, bool none, const float *w) {
    size_t all = 0, rule = 0, right = 0, possible = 0;
    for (size_t i = 0; i < s->n[r]; i++) {
        const choice *c = &s->v[r][i];
        size_t best = 0;
        if (c->half != half || c->none != none)
            continue;
        for (size_t k = 1; k < c->n; k++)
            if (dot(w, c->o[k].f, bd_rank_count(r)) > dot(w, c->o[best].f, bd_rank_count(r)))
                best = k;
        all++, rule += c->right[c->by_rule], right += c->right[best], possible += c->solvable;
    }
    if (all)
        printf("%s%s, %s half: %zu pages, by rule %.3f, weighed %.3f, among the options %.3f\n",
               none ? "no " : "", titles[r], half ? "second" : "first", all,
               (double)rule / (double)all, (double)right / (double)all,
               (double)possible / (double)all);
}

static bool write_out(bd_ranker r, const char *path, const float *w, bede_error *err) {
    char text[BD_RANK_FEATURES * 100 + 400];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "# Weights of the choice of a page's %s among those that it "
                                   "names: what is weighed, weight.\n# Trained by `bede-learn "
                                   "ranks` (docs/page.md) on saved web pages; only the numbers "
                                   "were kept.\n",
                                   titles[r]);
    for (size_t k = 0; k < bd_rank_count(r); k++)
        if (fabsf(w[k]) >= 0.0005f)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s\t%.3f\n",
                                     bd_rank_name(r, k), (double)w[k]);
    return bd_file_write(path, bd_view(text, used), err);
}

/* ---- the command ------------------------------------------------------------------------------
 */

static int usage(FILE *to) {
    fputs("usage: bede-learn ranks --pages DIR --expected FILE --out FOLDER [--half HALF]\n"
          "  DIR       saved pages\n"
          "  FILE      JSON: {\"page.html\": {\"url\", \"date\": \"2019-11-03\", \"author\": "
          "[name]}}\n"
          "  FOLDER    where dates.tsv and authors.tsv are written: data/page\n"
          "  HALF      first or second: learn from that half alone (default both)\n",
          to);
    return to == stdout ? 0 : 2;
}

static int run(const char *pages, const char *expected, const char *out, int half_learned) {
    ranks s = {0};
    bd_page page;
    bd_arena arena, files;
    bede_error err = {0};
    bede_view json;
    static const char *const names[BD_RANKERS] = {"dates.tsv", "authors.tsv"};
    bd_arena_init(&s.arena, 0), bd_arena_init(&arena, 0), bd_arena_init(&files, 0);
    if (!bd_page_init(&page, &err) || !bd_file_read(&files, expected, &json, &err)) {
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
        return 1;
    }
    bd_page_study watch = {&s, ignore, choose};
    page.study = &watch;
    const bd_json *root = bd_json_read(&files, json)->child;
    for (const bd_json *e = root ? root->child : NULL; e; e = e->next)
        read_page(&s, &page, &arena, pages, e);
    bool ok = true;
    for (int r = 0; r < BD_RANKERS && ok; r++) {
        float w[BD_RANK_FEATURES];
        char path[4096];
        if (!bd_rank_count((bd_ranker)r))
            continue;
        for (int half = 0; half < 2; half++) {
            fit(&s, (bd_ranker)r, 1 - half, w);
            judge(&s, (bd_ranker)r, half, false, w);
            judge(&s, (bd_ranker)r, half, true, w);
        }
        fit(&s, (bd_ranker)r, half_learned, w);
        snprintf(path, sizeof path, "%s/%s", out, names[r]);
        ok = write_out((bd_ranker)r, path, w, &err);
    }
    if (!ok)
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
    bd_page_free(&page);
    bd_arena_free(&s.arena), bd_arena_free(&arena), bd_arena_free(&files);
    return ok ? 0 : 1;
}

int learn_ranks(int argc, char **argv) {
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
