/* SPDX-License-Identifier: Apache-2.0 */
/* Words, and sets of words, classes and types. */
#include "sentence/sentence.h"
#include "what/what_int.h"

#include <stdlib.h>

uint32_t what_word_put(what_rules *r, bede_view word) {
    uint32_t *at = bd_map_put(&r->vocabulary, word, (uint32_t)r->n_words);
    if (*at == r->n_words) {
        r->words = bd_arena_grow(&r->arena, r->words, r->n_words, &r->cap_words, sizeof *r->words);
        r->words[r->n_words++] = (what_word){.text = word};
    }
    return *at;
}

uint32_t what_word_get(const what_rules *r, bede_view word) {
    const uint32_t *at = bd_map_get(&r->vocabulary, word);
    return at ? *at : 0;
}

bool what_next_word(bede_view *rest, bede_view *word) {
    size_t i = 0;
    while (i < rest->n && (rest->s[i] == ' ' || rest->s[i] == '\t' || rest->s[i] == '\n' ||
                           rest->s[i] == '\r' || rest->s[i] == '|'))
        i++;
    size_t start = i;
    while (i < rest->n && rest->s[i] != ' ' && rest->s[i] != '\t' && rest->s[i] != '\n' &&
           rest->s[i] != '\r' && rest->s[i] != '|')
        i++;
    *word = bd_view_part(*rest, start, i);
    *rest = bd_view_part(*rest, i, rest->n);
    return word->n > 0;
}

void what_cut_word(bede_view word, bede_view *first, bede_view *second) {
    size_t at = bd_view_find(word, "_", 0);
    *first = word;
    *second = (bede_view){0};
    if (at != SIZE_MAX && at > 0 && at + 1 < word.n) {
        *first = bd_view_part(word, 0, at);
        *second = bd_view_part(word, at + 1, word.n);
    }
}

bool what_cut_hyphen(bede_view word, bede_view *mod, bede_view *head) {
    bede_view words[8];
    if (bd_view_find(word, "-", 1) == SIZE_MAX || bd_view_find(word, "_", 0) != SIZE_MAX)
        return false;
    size_t n = bd_sentence_cut_phrase(NULL, word, words, 8);
    if (n < 2 || n > 8)
        return false;
    *mod = words[0];
    *head = words[n - 1];
    return true;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int by_head(const void *a, const void *b) {
    return by_number(&((const what_pair *)a)->head, &((const what_pair *)b)->head);
}

typedef struct growing {
    uint32_t *ids;
    what_pair *pairs;
    size_t n_ids, cap_ids, n_pairs, cap_pairs;
    uint64_t classes;
    uint32_t types;
    bool star;
} growing;

static const char *add_set(what_rules *r, growing *g, bede_view name) {
    const char *why = NULL;
    int32_t at = what_set_named(r, name, &why);
    if (at < 0)
        return why;
    const what_set *s = &r->sets[at];
    for (uint32_t i = 0; i < s->n_ids; i++) {
        g->ids = bd_arena_grow(&r->arena, g->ids, g->n_ids, &g->cap_ids, sizeof *g->ids);
        g->ids[g->n_ids++] = s->ids[i];
    }
    for (uint32_t i = 0; i < s->n_pairs; i++) {
        g->pairs = bd_arena_grow(&r->arena, g->pairs, g->n_pairs, &g->cap_pairs, sizeof *g->pairs);
        g->pairs[g->n_pairs++] = s->pairs[i];
    }
    g->classes |= s->classes;
    g->types |= s->types;
    return NULL;
}

static void add_pair(what_rules *r, growing *g, what_pair p) {
    g->pairs = bd_arena_grow(&r->arena, g->pairs, g->n_pairs, &g->cap_pairs, sizeof *g->pairs);
    g->pairs[g->n_pairs++] = p;
}

static bool is_particle(bede_view word) {
    static const char *const words[] = {"up", "out",  "off",     "down",  "away", "back",
                                        "in", "over", "through", "aside", "on",   "forth"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_is(word, words[i]))
            return true;
    return false;
}

static const char *add_word(what_rules *r, growing *g, bede_view word) {
    bede_view mod, head;
    if (!what_cut_hyphen(word, &mod, &head))
        what_cut_word(word, &mod, &head);
    if (head.n == 0) {
        g->ids = bd_arena_grow(&r->arena, g->ids, g->n_ids, &g->cap_ids, sizeof *g->ids);
        g->ids[g->n_ids++] = what_word_put(r, word);
        return NULL;
    }
    add_pair(r, g, (what_pair){what_word_put(r, head), what_word_put(r, mod)});
    if (is_particle(head)) /* "tear_gas" is gas, "rule_out" is rule; "sit-in" is cut into two */
        add_pair(r, g, (what_pair){what_word_put(r, mod), what_word_put(r, head)});
    return NULL;
}

static const char *add_item(what_rules *r, growing *g, bede_view word) {
    bede_view rest = bd_view_part(word, 1, word.n);
    switch (word.s[0]) {
    case '@': return add_set(r, g, rest);
    case '#': {
        int c = what_class_of(rest);
        if (c < 0)
            return "unknown class behind #";
        g->classes |= 1ull << c;
        return NULL;
    }
    case '!': {
        uint32_t bits = what_type_group(rest);
        if (!bits)
            return "unknown type behind !";
        g->types |= bits;
        return NULL;
    }
    case '*': g->star = true; return NULL;
    default: return add_word(r, g, word);
    }
}

static const char *read_set(what_rules *r, size_t at) {
    growing g = {0};
    const char *why = NULL;
    bede_view rest = r->sets[at].text, word;
    r->sets[at].busy = true;
    while (!why && what_next_word(&rest, &word))
        why = add_item(r, &g, word);
    what_set *s = &r->sets[at];
    s->busy = false;
    s->ready = true;
    if (g.n_ids)
        qsort(g.ids, g.n_ids, sizeof *g.ids, by_number);
    if (g.n_pairs)
        qsort(g.pairs, g.n_pairs, sizeof *g.pairs, by_head);
    s->ids = g.ids;
    s->pairs = g.pairs;
    s->n_ids = (uint32_t)g.n_ids;
    s->n_pairs = (uint32_t)g.n_pairs;
    s->classes = g.classes;
    s->types = g.types;
    s->star = g.star;
    return why;
}

int32_t what_set_new(what_rules *r, bede_view text, const char **why) {
    r->sets = bd_arena_grow(&r->arena, r->sets, r->n_sets, &r->cap_sets, sizeof *r->sets);
    size_t at = r->n_sets++;
    r->sets[at] = (what_set){.text = text};
    *why = read_set(r, at);
    return *why ? -1 : (int32_t)at;
}

int32_t what_set_named(what_rules *r, bede_view name, const char **why) {
    const uint32_t *at = bd_map_get(&r->set_names, name);
    if (!at) {
        *why = "unknown set behind @";
        return -1;
    }
    uint32_t i = *at;
    if (r->sets[i].busy) {
        *why = "a set that contains itself";
        return -1;
    }
    *why = r->sets[i].ready ? NULL : read_set(r, i);
    return *why ? -1 : (int32_t)i;
}

bool what_set_has(const what_set *s, uint32_t id) {
    size_t lo = 0, hi = s->n_ids;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (s->ids[mid] < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->n_ids && s->ids[lo] == id;
}
