/* SPDX-License-Identifier: Apache-2.0 */
/* Articles from trees written by hand, so that the room can be tested without a parser.
 *
 * A word a line: FORM LEMMA UPOS XPOS HEAD RELATION [CODE/SECTOR[/FLAGS]], head counted from 1 and
 * 0 for the root; sentences end with an empty line. The last column makes the word a mention's
 * head. FLAGS: p place, m media. */
#ifndef TEST_WHAT_TREE_H
#define TEST_WHAT_TREE_H

#include "base/arena.h"
#include "base/view.h"
#include "sentence/tags.h"

#include <stdio.h>
#include <stdlib.h>

enum { TREE_WORDS = 400, TREE_SENTENCES = 20 };

static inline void tree_mention(bede_article *a, uint32_t sentence, uint32_t word,
                                const char *who) {
    bede_mention *m = &a->mentions[a->n_mentions];
    *m = (bede_mention){.span = a->words[word].span,
                        .sentence = sentence,
                        .head = word,
                        .first = word,
                        .last = word,
                        .entity = (uint32_t)a->n_mentions};
    char code[4] = "", sector[4] = "", flags[8] = "";
    sscanf(who, "%3[A-Z]/%3[A-Z]/%7s", code, sector, flags);
    memcpy(m->who.code, code, 4);
    memcpy(m->who.sector, sector, 4);
    if (strchr(flags, 'p'))
        m->flags |= BEDE_MENTION_PLACE;
    if (strchr(flags, 'm'))
        m->flags |= BEDE_MENTION_MEDIA;
    a->n_mentions++;
}

static inline void tree_article(bd_arena *arena, const char *text, bede_article *a) {
    *a = (bede_article){.name = BD_LIT("test"), .published = {2020, 6, 1}};
    a->words = bd_arena_array(arena, TREE_WORDS, sizeof *a->words);
    a->sentences = bd_arena_array(arena, TREE_SENTENCES, sizeof *a->sentences);
    a->mentions = bd_arena_array(arena, TREE_WORDS, sizeof *a->mentions);
    char *out = bd_arena_alloc(arena, strlen(text) + 2);
    size_t n = 0;
    bede_view rest = bd_view_z(text), line;
    uint32_t first = 0;
    a->text.s = out;
    while (bd_view_split(&rest, '\n', &line) || first < a->n_words) {
        char form[64], lemma[64], upos[16], xpos[16], rel[24], who[24] = "";
        char row[200] = "";
        int head = 0;
        if (line.s && line.n < sizeof row)
            memcpy(row, line.s, line.n);
        if (sscanf(row, "%63s %63s %15s %15s %d %23s %23s", form, lemma, upos, xpos, &head, rel,
                   who) < 6) {
            if (first < a->n_words) {
                bede_sentence *s = &a->sentences[a->n_sentences++];
                *s = (bede_sentence){.first_word = first, .n_words = (uint32_t)a->n_words - first};
                s->span =
                    (bede_span){a->words[first].span.start, a->words[a->n_words - 1].span.end};
                first = (uint32_t)a->n_words;
            }
            line = (bede_view){0};
            continue;
        }
        bede_word *w = &a->words[a->n_words++];
        *w = (bede_word){.span = {(uint32_t)n, (uint32_t)(n + strlen(form))},
                         .lemma = bd_view_z(bd_arena_copy(arena, lemma, strlen(lemma))),
                         .head = head - 1,
                         .upos = bd_upos_find(bd_view_z(upos)),
                         .xpos = bd_xpos_find(bd_view_z(xpos)),
                         .deprel = bd_rel_find(bd_view_z(rel))};
        memcpy(out + n, form, strlen(form));
        n += strlen(form);
        out[n++] = ' ';
        a->text.n = n;
        if (who[0])
            tree_mention(a, (uint32_t)a->n_sentences, (uint32_t)a->n_words - 1, who);
    }
}

#endif
