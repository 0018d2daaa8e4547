/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn gist: the model that weighs what the rules say of a sentence's gist.
 *
 * Five-fold figures are printed, and with --judged written for a scorer, before the model is made
 * of all sentences: no sentence is judged by weights that saw it or a near copy of it. */
#include "base/file.h"
#include "learn/gist_train.h"
#include "learn/learn.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>

/* ---- the section's bytes: see src/what/gist_model.c ---- */

typedef struct bytes {
    unsigned char *s;
    size_t n, cap;
    bool bad;
} bytes;

static void add(bytes *b, const void *s, size_t n) {
    if (b->n + n > b->cap) {
        size_t cap = 2 * b->cap + n;
        unsigned char *more = realloc(b->s, cap);
        if (!more) {
            b->bad = true;
            return;
        }
        b->s = more;
        b->cap = cap;
    }
    memcpy(b->s + b->n, s, n);
    b->n += n;
}

static bool is_worth(const lg_weights *w, uint32_t f) {
    for (uint32_t k = 0; k < w->labels; k++)
        if (w->v[(size_t)f * w->labels + k] != 0)
            return true;
    return false;
}

static void add_table(bytes *b, const lg_corpus *c, const lg_weights *w) {
    uint32_t rows = 0, slots = 16, row = 0;
    float top = 1e-6f;
    for (uint32_t f = 0; f < c->n_names; f++)
        rows += is_worth(w, f);
    for (size_t i = 0; i < c->n_names * w->labels; i++)
        top = fabsf(w->v[i]) > top ? fabsf(w->v[i]) : top;
    while (slots < 2 * rows)
        slots *= 2;
    float scale = top / 32767;
    uint32_t head[3] = {slots, rows, w->labels}, (*table)[2] = calloc(slots, sizeof *table);
    int16_t *weights = calloc((size_t)rows * w->labels + 1, sizeof *weights);
    b->bad |= !table || !weights;
    for (uint32_t f = 0; !b->bad && f < c->n_names; f++) {
        if (!is_worth(w, f))
            continue;
        uint64_t hash = bd_hash_view(c->name[f]);
        uint32_t i = (uint32_t)hash & (slots - 1);
        while (table[i][1])
            i = (i + 1) & (slots - 1);
        for (uint32_t k = 0; k < w->labels; k++)
            weights[row * w->labels + k] = (int16_t)lrintf(w->v[(size_t)f * w->labels + k] / scale);
        table[i][0] = (uint32_t)(hash >> 32);
        table[i][1] = ++row;
    }
    if (!b->bad) {
        add(b, head, sizeof head);
        add(b, &scale, sizeof scale);
        add(b, table, (size_t)slots * sizeof *table);
        add(b, weights, (size_t)rows * w->labels * sizeof *weights);
    }
    free(table);
    free(weights);
}

bool lg_write(const lg_corpus *c, const lg_weights *marks, const lg_weights *classes,
              const char *path, bede_error *err) {
    bytes b = {0};
    add(&b, "bedegis1", 8);
    add_table(&b, c, marks);
    add_table(&b, c, classes);
    add(&b, marks->step, sizeof marks->step);
    bool ok = !b.bad ? bd_file_write(path, bd_view((char *)b.s, b.n), err)
                     : bd_fail(err, path, "no memory");
    free(b.s);
    return ok;
}

/* ---- figures ---- */

/* The word behind the role that begins at word i. */
static uint32_t role_end(const uint8_t *tags, uint32_t i, uint32_t n) {
    uint32_t k = i + 1;
    while (k < n && tags[k] == tags[i] + 1)
        k++;
    return k;
}

static void print_judged(FILE *out, const lg_sentence *s) {
    static const char role[] = "OSSTTRR";
    const char *comma = "";
    fprintf(out, "{\"pentacode\":%d,\"roles\":[", s->found_class);
    for (uint32_t i = 0; i < s->n_words; i++) {
        if (!(s->found[i] & 1))
            continue;
        uint32_t end = role_end(s->found, i, s->n_words);
        fprintf(out, "%s{\"role\":\"%c\",\"start\":%u,\"end\":%u}", comma, role[s->found[i]],
                s->words[i].start, s->words[end - 1].end);
        comma = ",";
    }
    fputs("]}\n", out);
}

static size_t count_roles(const uint8_t *tags, uint32_t n) {
    size_t k = 0;
    for (uint32_t i = 0; i < n; i++)
        k += tags[i] & 1;
    return k;
}

static void print_figures(const lg_corpus *c) {
    size_t gold = 0, found = 0, both = 0, of_class[LG_CLASSES][3] = {{0}};
    double macro = 0;
    for (size_t k = 0; k < c->n; k++) {
        const lg_sentence *s = &c->sentences[k];
        if (s->class >= 0) {
            of_class[s->class][0] += s->class == s->found_class;
            of_class[s->class][1]++;
            of_class[s->found_class][2]++;
        }
        if (!s->tags)
            continue;
        gold += count_roles(s->tags, s->n_words);
        found += count_roles(s->found, s->n_words);
        for (uint32_t i = 0; i < s->n_words; i++)
            both += (s->tags[i] & 1) && s->tags[i] == s->found[i] &&
                    role_end(s->tags, i, s->n_words) == role_end(s->found, i, s->n_words);
    }
    for (int k = 0; k < LG_CLASSES; k++)
        macro += 2 * (double)of_class[k][0] / (double)(of_class[k][1] + of_class[k][2] + 1);
    printf("five-fold: pentacode macro F1 %.3f, roles P %.3f R %.3f F1 %.3f\n", macro / LG_CLASSES,
           (double)both / (double)(found + 1), (double)both / (double)(gold + 1),
           2 * (double)both / (double)(gold + found + 1));
}

static bool judge(lg_corpus *c) {
    for (int fold = 0; fold < LG_FOLDS; fold++) {
        lg_weights marks = {0}, classes = {0};
        bool ok = lg_fit_marks(c, fold, &marks) && lg_fit_classes(c, fold, &classes);
        for (size_t i = 0; ok && i < c->n; i++) {
            lg_sentence *s = &c->sentences[i];
            if (s->fold != fold)
                continue;
            s->found = bd_arena_alloc(&c->arena, s->n_words + 1);
            lg_mark(&marks, s, s->found);
            s->found_class = (int8_t)lg_class(&classes, s);
        }
        free(marks.v);
        free(classes.v);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- the command ---- */

static int usage(FILE *to) {
    fputs("usage: bede-learn gist --features FILE --gold FILE [--judged FILE] [--out MODEL]\n"
          "  --features  what `bede lines --features` prints of the sentences\n"
          "  --gold      the same sentences, JSON lines: tokens, tags (BIO of S, T, R), pentacode\n"
          "  --judged    each sentence as weights trained on the other four fifths take it\n"
          "  --out       data/models/gist.model, trained on all\n",
          to);
    return to == stdout ? 0 : 2;
}

static bool run(const char *features, const char *gold, const char *judged, const char *out,
                bede_error *err) {
    lg_corpus c;
    lg_weights marks = {0}, classes = {0};
    bool ok = lg_read(&c, features, gold, err);
    if (ok)
        lg_deal(&c);
    if (ok && judged) {
        ok = judge(&c) || bd_fail(err, "bede-learn", "no memory");
        FILE *to = ok ? fopen(judged, "w") : NULL;
        for (size_t i = 0; to && i < c.n; i++)
            print_judged(to, &c.sentences[i]);
        if (ok && (!to || fclose(to) != 0))
            ok = bd_fail(err, judged, "cannot write it");
        if (ok)
            print_figures(&c);
    }
    if (ok && out)
        ok = (lg_fit_marks(&c, -1, &marks) && lg_fit_classes(&c, -1, &classes))
                 ? lg_write(&c, &marks, &classes, out, err)
                 : bd_fail(err, "bede-learn", "no memory");
    free(marks.v);
    free(classes.v);
    bd_arena_free(&c.arena);
    return ok;
}

int learn_gist(int argc, char **argv) {
    static const struct option options[] = {
        {"features", required_argument, NULL, 'f'}, {"gold", required_argument, NULL, 'g'},
        {"judged", required_argument, NULL, 'j'},   {"out", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},           {0}};
    const char *features = NULL, *gold = NULL, *judged = NULL, *out = NULL;
    bede_error err = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'f': features = optarg; break;
        case 'g': gold = optarg; break;
        case 'j': judged = optarg; break;
        case 'o': out = optarg; break;
        case 'h': return usage(stdout);
        default: return usage(stderr);
        }
    }
    if (!features || !gold || !(judged || out))
        return usage(stderr);
    if (run(features, gold, judged, out, &err))
        return 0;
    fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
    return 1;
}
