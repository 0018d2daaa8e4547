/* SPDX-License-Identifier: Apache-2.0 */
/* Words and sentences as the treebanks cut them. */
#include "room.h"

static void words(room *r) {
    CUTS(r, "A plain line", "A plain line");
    CUTS(r, "We don't know; she can't, they won't.", "We do n't know ; she ca n't , they wo n't .");
    CUTS(r, "Iran's envoy, the ministers' aide", "Iran 's envoy , the ministers ' aide");
    CUTS(r, "It\xe2\x80\x99s what they\xe2\x80\x99ve said",
         "It \xe2\x80\x99s what they \xe2\x80\x99ve said");
    CUTS(r, "a well-known pro-government non-aligned e-mail",
         "a well - known pro-government non-aligned e-mail");
    CUTS(r, "Umm al-Rasas and O'Brien", "Umm al - Rasas and O'Brien");
    CUTS(r, "They cannot go, gonna stay", "They can not go , gon na stay");
    CUTS(r, "AT&T and the R&D arm", "AT&T and the R&D arm");
    CUTS(r, "and/or (both) [one]", "and / or ( both ) [ one ]");
    CUTS(r, "well--known \xe2\x80\x94 or so...", "well -- known \xe2\x80\x94 or so ...");
}

static void numbers(room *r) {
    CUTS(r, "$11.5 and 3,200 or 50%", "$ 11.5 and 3,200 or 50 %");
    CUTS(r, "at 10:30 on 9/11 in the 1990s", "at 10:30 on 9/11 in the 1990s");
    CUTS(r, "call 555-0199 or 202-555-0199", "call 555-0199 or 202-555-0199");
    CUTS(r, "2003-2007 and 5km, 11am, the 20th", "2003 - 2007 and 5 km , 11 am , the 20th");
    CUTS(r,
         "the '90s and \xe2\x80\x99"
         "68",
         "the '90s and \xe2\x80\x99"
         "68");
    CUTS(r,
         "US$5m, \xc2\xa3"
         "5",
         "US$ 5 m , \xc2\xa3 5");
}

static void addresses(room *r) {
    CUTS(r, "see http://example.org/a-b?c=1, or (www.example.org).",
         "see http://example.org/a-b?c=1 , or ( www.example.org ) .");
    CUTS(r, "mail me@example.org.", "mail me@example.org .");
    CUTS(r, "example.org says", "example.org says");
    CUTS(r, "#peace @envoy #1", "#peace @envoy # 1");
}

static void abbreviations(room *r) {
    CUTS(r, "Gen. Roe met U.S. President Poe on Nov. 1 at 5 p.m. Monday.",
         "Gen. Roe met U.S. President Poe on Nov. 1 at 5 p.m. Monday .");
    CUTS(r, "J. R. Doe of Doe Inc. left. No. 5 stayed.",
         "J. R. Doe of Doe Inc. left . | No. 5 stayed .");
    CUTS(r, "They left the U.S. The rest stayed.", "They left the U.S. | The rest stayed .");
    CUTS(r, "It is no. He left.", "It is no . | He left .");
    CUTS(r, "It ended at 5 p.m. Nobody came.", "It ended at 5 p.m. | Nobody came .");
}

static void sentences(room *r) {
    CUTS(r, "He left. She stayed! Why? No idea.", "He left . | She stayed ! | Why ? | No idea .");
    CUTS(r, "\"We go.\" He went.", "\" We go . \" | He went .");
    CUTS(r, "\"Stop!\" Roe said. \"Why?\" he asked.",
         "\" Stop ! \" Roe said . | \" Why ? \" he asked .");
    CUTS(r, "\xe2\x80\x9cWe go.\xe2\x80\x9d \xe2\x80\x9cNow.\xe2\x80\x9d",
         "\xe2\x80\x9c We go . \xe2\x80\x9d | \xe2\x80\x9c Now . \xe2\x80\x9d");
    CUTS(r, "Well... maybe. Well... Maybe.", "Well ... maybe . | Well ... | Maybe .");
    CUTS(r, "1. Call them. 2. Wait.", "1 . Call them . | 2 . Wait .");
    CUTS(r, "He left.She stayed.", "He left . | She stayed .");
    CUTS(r, "It grew 3.5 percent. Then it fell.", "It grew 3.5 percent . | Then it fell .");
    CUTS(r, "", "");
    CUTS(r, "   \n ", "");
}

static void blocks(room *r) {
    bede_block list[] = {{.kind = BEDE_BLOCK_TITLE, .span = {0, 9}},
                         {.kind = BEDE_BLOCK_LEGAL, .span = {0, 0}},
                         {.kind = BEDE_BLOCK_PARAGRAPH, .span = {11, 24}}};
    bede_article a = {.text = BD_LIT("No accord\n\nTalks go on. "), .blocks = list, .n_blocks = 3};
    bd_arena_clear(&r->arena);
    bd_sentence_cut(&r->know, &r->arena, &a, false);
    CHECK_INT(a.n_sentences, 2);
    CHECK_INT(a.sentences[0].span.end, 9);
    CHECK_INT(a.sentences[1].block, 2);
    CHECK_INT(a.sentences[1].span.start, 11);
    CHECK_INT(a.sentences[1].n_words, 4);
    CHECK(a.words[0].flags & BEDE_WORD_SPACE_AFTER);
    CHECK(!(a.words[4].flags & BEDE_WORD_SPACE_AFTER));
    bede_block one[] = {{.kind = BEDE_BLOCK_PARAGRAPH, .span = {0, 12}}};
    a = (bede_article){.text = BD_LIT("Go on. Stop."), .blocks = one, .n_blocks = 1};
    bd_sentence_cut(&r->know, &r->arena, &a, true);
    CHECK_INT(a.n_sentences, 1);
}

static void phrases(room *r) {
    static const char *const samples[] = {"U.S. Gen. Roe", "al-Rasas Co.", "People's Front", "AT&T",
                                          "the 2nd Army Corps"};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char text[64];
        bede_view cut[8];
        snprintf(text, sizeof text, "%s left", samples[i]);
        bede_article a = room_cut(r, text);
        size_t n = bd_sentence_cut_phrase(NULL, bd_view_z(samples[i]), cut, 8);
        CHECK_INT(n, a.n_words - 1);
        for (size_t k = 0; k < n && k + 1 < a.n_words; k++)
            CHECK_INT(cut[k].n, a.words[k].span.end - a.words[k].span.start);
    }
}

/* Long runs of everything: no word too long, no sentence too long, nothing lost. */
static void hostile(room *r) {
    static const char *const bits[] = {
        "a",        "'",    ".",  "-", "@",  "x://", "\"",  "1,", "\xe2\x80\x98",
        "\xc3\xa9", "Mr. ", ". ", "#", "'s", "a.b",  "\xff"};
    enum { COPIES = 3000 };
    for (size_t b = 0; b < sizeof bits / sizeof *bits; b++) {
        static char text[COPIES * 5 + 1];
        size_t n = strlen(bits[b]);
        for (size_t i = 0; i < COPIES; i++)
            memcpy(text + i * n, bits[b], n);
        text[COPIES * n] = 0;
        bede_article a = room_cut(r, text);
        uint32_t end = 0, words = 0;
        for (size_t i = 0; i < a.n_words; i++) {
            CHECK(a.words[i].span.start >= end && a.words[i].span.end > a.words[i].span.start);
            end = a.words[i].span.end;
        }
        for (size_t s = 0; s < a.n_sentences; s++) {
            CHECK_INT(a.sentences[s].first_word, words);
            words += a.sentences[s].n_words;
        }
        CHECK_INT(words, a.n_words);
        bd_sentence_tag(&r->know, &r->scratch, &r->arena, &a);
    }
}

int main(void) {
    room r;
    CHECK(room_open(&r));
    words(&r);
    numbers(&r);
    addresses(&r);
    abbreviations(&r);
    sentences(&r);
    blocks(&r);
    phrases(&r);
    hostile(&r);
    room_close(&r);
    return test_end();
}
