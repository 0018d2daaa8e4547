/* SPDX-License-Identifier: Apache-2.0 */
/* What an article is about: the content words of its first lines. */
#include "store/same.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

/* Sentences of headline and lead, where a story says what it is about. */
enum { FIRST_SENTENCES = 6, FEW = 6 };

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Nouns, names and verbs; what all news have in common says nothing. */
static bool counts(const bede_article *a, const bede_word *w) {
    static const char *const common[] = {"say",    "tell",   "official", "government", "country",
                                         "people", "year",   "week",     "month",      "reporter",
                                         "day",    "report", "spokesman"};
    const char *pos = bede_upos_name(NULL, w->upos);
    if (strcmp(pos, "NOUN") != 0 && strcmp(pos, "PROPN") != 0 && strcmp(pos, "VERB") != 0)
        return false;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (bd_view_is_nocase(w->lemma, common[i]))
            return false;
    for (size_t i = 0; i < a->n_times; i++)
        if (w->span.start >= a->times[i].span.start && w->span.end <= a->times[i].span.end)
            return false;
    return w->lemma.n >= 4;
}

void bd_story_of(const bede_article *a, bd_story *out) {
    *out = (bd_story){0};
    for (size_t s = 0; s < a->n_sentences && s < FIRST_SENTENCES; s++) {
        const bede_sentence *at = &a->sentences[s];
        for (uint32_t i = 0; i < at->n_words && out->n < BD_STORY_WORDS; i++) {
            const bede_word *w = &a->words[at->first_word + i];
            if (!counts(a, w))
                continue;
            char folded[64];
            size_t n = bd_utf8_fold(bd_view(w->lemma.s, w->lemma.n < 20 ? w->lemma.n : 20), folded,
                                    sizeof folded);
            uint32_t h = (uint32_t)bd_hash(folded, n, 0);
            bool known = false;
            for (uint32_t k = 0; k < out->n && !known; k++)
                known = out->words[k] == h;
            if (!known)
                out->words[out->n++] = h;
        }
    }
    qsort(out->words, out->n, sizeof *out->words, by_value);
}

float bd_story_alike(const bd_story *a, const bd_story *b) {
    uint32_t i = 0, k = 0, both = 0, least = a->n < b->n ? a->n : b->n;
    while (i < a->n && k < b->n) {
        both += a->words[i] == b->words[k];
        if (a->words[i] < b->words[k])
            i++;
        else if (a->words[i] > b->words[k])
            k++;
        else {
            i++;
            k++;
        }
    }
    return least >= FEW ? (float)both / (float)least : 0;
}
