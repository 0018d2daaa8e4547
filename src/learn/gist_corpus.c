/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences for training the gist: their features as `bede lines --features` prints them, the gold
 * as JSON lines with tokens, tags and pentacode. */
#include "base/file.h"
#include "learn/gist_train.h"
#include "learn/matrix.h"

#include <jansson.h>
#include <stdlib.h>

/* ---- features ---- */

static uint32_t number_of(lg_corpus *c, bede_view name) {
    uint32_t *at = bd_map_get(&c->names, name);
    if (at) {
        c->count[*at]++;
        return *at;
    }
    uint32_t number = (uint32_t)c->n_names;
    c->name = bd_arena_grow(&c->arena, c->name, c->n_names, &c->cap_names, sizeof *c->name);
    c->count = bd_arena_grow(&c->arena, c->count, c->n_names, &c->cap_count, sizeof *c->count);
    c->name[number] = name;
    c->count[number] = 1;
    c->n_names++;
    bd_map_put(&c->names, name, number);
    return number;
}

/* "12 17\tfeature\tfeature" */
static void read_unit(lg_corpus *c, bede_view line, lg_unit *u) {
    bede_view part, rest = line;
    uint32_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.s[i] == '\t';
    *u = (lg_unit){.feats = bd_arena_array(&c->arena, n, sizeof *u->feats)};
    if (!bd_view_split(&rest, '\t', &part))
        return;
    char *end, *at = bd_arena_copy(&c->arena, part.s, part.n);
    u->start = (uint32_t)strtoul(at, &end, 10);
    u->end = (uint32_t)strtoul(end, NULL, 10);
    while (u->n < n && bd_view_split(&rest, '\t', &part))
        u->feats[u->n++] = number_of(c, part);
}

static void read_features(lg_corpus *c, bede_view text) {
    size_t cap_words = 0;
    for (bede_view line; bd_view_split(&text, '\n', &line);) {
        if (line.n && line.s[0] == '*') {
            c->sentences =
                bd_arena_grow(&c->arena, c->sentences, c->n, &c->cap, sizeof *c->sentences);
            c->sentences[c->n] = (lg_sentence){.class = -1};
            cap_words = 0;
            read_unit(c, line, &c->sentences[c->n++].whole);
        } else if (line.n && c->n) {
            lg_sentence *s = &c->sentences[c->n - 1];
            s->words = bd_arena_grow(&c->arena, s->words, s->n_words, &cap_words, sizeof *s->words);
            read_unit(c, line, &s->words[s->n_words++]);
        }
    }
}

/* ---- gold ---- */

static uint32_t code_points(const char *z) {
    uint32_t n = 0;
    for (; *z; z++)
        n += (*z & 0xC0) != 0x80;
    return n;
}

static uint8_t first_tag(const char *tag) {
    char role = tag[0] && tag[1] ? tag[2] : '\0';
    return role == 'S' ? 1 : role == 'T' ? 3 : role == 'R' ? 5 : 0;
}

/* The tags of tokens, told to the words that overlap them. */
static void mark_words(lg_corpus *c, lg_sentence *s, const json_t *tokens, const json_t *tags) {
    uint32_t at = 0;
    uint8_t open = 0; /* the role that goes on, 0 for none */
    bool begun = false;
    s->tags = bd_arena_alloc(&c->arena, s->n_words + 1);
    memset(s->tags, 0, s->n_words + 1);
    for (size_t k = 0; k < json_array_size(tokens); k++) {
        const char *token = json_string_value(json_array_get(tokens, k));
        const char *tag = json_string_value(json_array_get(tags, k));
        uint32_t end = at + code_points(token ? token : "");
        uint8_t role = tag ? first_tag(tag) : 0;
        if (!role || tag[0] == 'B' || role != open)
            begun = false;
        open = role;
        for (uint32_t i = 0; role && i < s->n_words; i++) {
            if (s->words[i].start >= end || at >= s->words[i].end || s->tags[i])
                continue;
            s->tags[i] = (uint8_t)(role + begun);
            begun = true;
        }
        at = end + 1;
    }
}

static bool read_gold(lg_corpus *c, const char *path, bede_error *err) {
    bede_view text;
    size_t n = 0;
    if (!bd_file_read(&c->arena, path, &text, err))
        return false;
    for (bede_view line; bd_view_split(&text, '\n', &line);) {
        json_error_t why;
        if (bd_view_trim(line).n == 0)
            continue;
        if (n == c->n)
            return bd_fail(err, path, "more sentences than the features have");
        json_t *o = json_loadb(line.s, line.n, 0, &why);
        if (!o)
            return bd_fail(err, path, "sentence %zu: %s", n + 1, why.text);
        lg_sentence *s = &c->sentences[n++];
        const json_t *class = json_object_get(o, "pentacode"), *tags = json_object_get(o, "tags");
        if (json_is_integer(class))
            s->class = (int8_t)json_integer_value(class);
        if (json_array_size(tags) && s->n_words)
            mark_words(c, s, json_object_get(o, "tokens"), tags);
        json_decref(o);
    }
    return n == c->n || bd_fail(err, path, "%zu sentences, but features of %zu", n, c->n);
}

bool lg_read(lg_corpus *c, const char *features, const char *gold, bede_error *err) {
    bede_view text;
    *c = (lg_corpus){0};
    bd_arena_init(&c->arena, 0);
    bd_map_init(&c->names, &c->arena);
    if (!bd_file_read(&c->arena, features, &text, err))
        return false;
    read_features(c, text);
    return read_gold(c, gold, err);
}

/* ---- folds ---- */

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Two sentences that share more than a third of what either shows are copies. */
static bool are_copies(const lg_unit *a, const lg_unit *b) {
    uint32_t i = 0, j = 0, both = 0;
    while (i < a->n && j < b->n) {
        if (a->feats[i] == b->feats[j])
            both++, i++, j++;
        else if (a->feats[i] < b->feats[j])
            i++;
        else
            j++;
    }
    return 3 * both > a->n + b->n - both;
}

void lg_deal(lg_corpus *c) {
    size_t *group = bd_arena_array(&c->arena, c->n, sizeof *group);
    mx_random rnd;
    mx_seed(&rnd, 5);
    for (size_t i = 0; i < c->n; i++) {
        lg_unit *u = &c->sentences[i].whole;
        qsort(u->feats, u->n, sizeof *u->feats, by_number);
        group[i] = i;
        for (size_t j = 0; j < i && group[i] == i; j++)
            if (are_copies(u, &c->sentences[j].whole))
                group[i] = group[j];
        c->sentences[i].fold =
            group[i] == i ? (uint8_t)(mx_next(&rnd) % LG_FOLDS) : c->sentences[group[i]].fold;
    }
}
