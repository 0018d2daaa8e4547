/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines in title case: "Police Arrest Dozens at Rally in Moscow".
 *
 * There every word looks like a name. What its own article writes small elsewhere is small here
 * too, and so is what running text writes small (data/en/lower.tsv); the rest keeps its capital.
 * The tagger then reads "Police arrest dozens at rally in Moscow". */
#include "sentence/sentence_int.h"

#include "base/hash.h"
#include "base/limits.h"

enum { SHORT = 3, MIN_LONG = 3 };

static bede_view text_of(const bede_article *a, const bede_word *w) {
    return bd_view(a->text.s + w->span.start, w->span.end - w->span.start);
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool lower(char c) {
    return c >= 'a' && c <= 'z';
}

/* "Arrest": one capital, then small letters; hyphens may part them. */
static bool capitalised(bede_view v) {
    if (v.n < 2 || !upper(v.s[0]))
        return false;
    for (size_t i = 1; i < v.n; i++)
        if (!lower(v.s[i]) && v.s[i] != '-' && !(upper(v.s[i]) && v.s[i - 1] == '-'))
            return false;
    return true;
}

/* Most of its longer words begin with a capital, and none of it is a plain sentence's. */
static bool title_case(const bede_article *a, const bede_sentence *s) {
    uint32_t big = 0, all = 0;
    for (uint32_t i = 1; i < s->n_words; i++) {
        bede_view v = text_of(a, &a->words[s->first_word + i]);
        if (v.n <= SHORT || (!upper(v.s[0]) && !lower(v.s[0])))
            continue;
        all++;
        big += upper(v.s[0]);
    }
    return all >= MIN_LONG && 10 * big >= 8 * all;
}

static bede_view folded(bd_arena *arena, bede_view v) {
    char *out = bd_arena_copy(arena, v.s, v.n);
    for (size_t i = 0; i < v.n; i++)
        if (upper(out[i]))
            out[i] = (char)(out[i] + ('a' - 'A'));
    return bd_view(out, v.n);
}

/* Counts how the article writes each word inside its plain sentences: small in the upper half. */
static void count_cases(const bede_article *a, const bool *titles, bd_arena *arena, bd_map *cases) {
    bd_map_init(cases, arena);
    for (size_t s = 0; s < a->n_sentences; s++) {
        const bede_sentence *st = &a->sentences[s];
        for (uint32_t i = 1; !titles[s] && i < st->n_words; i++) {
            bede_view v = text_of(a, &a->words[st->first_word + i]);
            if (v.n < 2 || !(lower(v.s[0]) || capitalised(v)))
                continue;
            uint32_t *n = bd_map_put(cases, folded(arena, v), 0);
            *n += lower(v.s[0]) ? 0x10000u : (*n & 0xffffu) < 0xffffu;
        }
    }
}

static bool listed(const bd_table *t, bede_view v) {
    bd_phrase found;
    return t->n_rows && bd_table_match(t, &v, 1, &found, 1);
}

/* The word, or what it is a form of. */
static bool common(const bd_table *t, bd_arena *arena, bede_view v) {
    static const char *const ends[] = {"s", "es", "ed", "d", "ing"};
    if (listed(t, v))
        return true;
    for (size_t i = v.n; i-- > 1;)
        if (v.s[i] == '-')
            return common(t, arena, bd_view_part(v, i + 1, v.n));
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        size_t n = strlen(ends[k]);
        if (v.n < n + 3 || !bd_view_ends(v, ends[k]))
            continue;
        bede_view stem = bd_view_part(v, 0, v.n - n);
        if (listed(t, stem))
            return true;
        char *with_e = bd_arena_copy(arena, stem.s, stem.n + 1);
        with_e[stem.n] = 'e';
        if (listed(t, bd_view(with_e, stem.n + 1)))
            return true;
    }
    return false;
}

static bool is_small(const bd_sentence_know *k, bd_arena *arena, const bd_map *cases,
                     bede_view word) {
    const uint32_t *n = bd_map_get(cases, word);
    if (n && (*n & 0xffffu) > *n >> 16)
        return false;
    return (n && *n >> 16) || common(&k->lower, arena, word);
}

void truecase(const bd_sentence_know *k, bd_arena *arena, bede_article *a, bede_view *forms) {
    bool *titles = bd_arena_array(arena, a->n_sentences + 1, sizeof *titles), any = false;
    for (size_t s = 0; s < a->n_sentences; s++)
        any |= titles[s] = title_case(a, &a->sentences[s]);
    if (!any)
        return;
    bd_map cases;
    count_cases(a, titles, arena, &cases);
    for (size_t s = 0; s < a->n_sentences; s++) {
        const bede_sentence *st = &a->sentences[s];
        for (uint32_t i = 0; titles[s] && i < st->n_words; i++) {
            uint32_t at = st->first_word + i;
            if (!capitalised(forms[at]))
                continue;
            bede_view small = folded(arena, forms[at]);
            if (!is_small(k, arena, &cases, small))
                continue;
            a->words[at].flags |= BEDE_WORD_TITLE_CASE;
            if (i)
                forms[at] = small;
        }
    }
}
