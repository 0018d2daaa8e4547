/* SPDX-License-Identifier: Apache-2.0 */
/* Lemmas and features by tag; names; quotations. */
#include "room.h"

static void lemma(room *r, int line, const char *form, const char *upos, const char *xpos,
                  const char *want) {
    bede_view got = lemma_of(&r->know, &r->arena, bd_view_z(form), bd_upos_find(bd_view_z(upos)),
                             bd_xpos_find(bd_view_z(xpos)));
    test_note_text(got.s, got.n, want, __FILE__, line);
}
#define LEMMA(form, upos, xpos, want) lemma(r, __LINE__, form, upos, xpos, want)

static void verbs(room *r) {
    LEMMA("met", "VERB", "VBD", "meet");
    LEMMA("withdrew", "VERB", "VBD", "withdraw");
    LEMMA("Stopped", "VERB", "VBD", "stop");
    LEMMA("signed", "VERB", "VBN", "sign");
    LEMMA("accused", "VERB", "VBN", "accuse");
    LEMMA("created", "VERB", "VBN", "create");
    LEMMA("agreed", "VERB", "VBD", "agree");
    LEMMA("tried", "VERB", "VBD", "try");
    LEMMA("visiting", "VERB", "VBG", "visit");
    LEMMA("making", "VERB", "VBG", "make");
    LEMMA("killed", "VERB", "VBN", "kill");
    LEMMA("patrolling", "VERB", "VBG", "patrol");
    LEMMA("says", "VERB", "VBZ", "say");
    LEMMA("goes", "VERB", "VBZ", "go");
    LEMMA("'s", "AUX", "VBZ", "be");
    LEMMA("\xe2\x80\x99ve", "AUX", "VBP", "have");
    LEMMA("wo", "AUX", "MD", "will");
    LEMMA("n't", "PART", "RB", "not");
}

static void others(room *r) {
    LEMMA("Women", "NOUN", "NNS", "woman");
    LEMMA("countries", "NOUN", "NNS", "country");
    LEMMA("viruses", "NOUN", "NNS", "virus");
    LEMMA("approaches", "NOUN", "NNS", "approach");
    LEMMA("MPs", "NOUN", "NNS", "MP");
    LEMMA("grandchildren", "NOUN", "NNS", "grandchild");
    LEMMA("Nations", "PROPN", "NNPS", "Nation");
    LEMMA("Athens", "PROPN", "NNP", "Athens");
    LEMMA("Talks", "NOUN", "NNS", "talk");
    LEMMA("larger", "ADJ", "JJR", "large");
    LEMMA("easiest", "ADJ", "JJS", "easy");
    LEMMA("better", "ADV", "RBR", "well");
    LEMMA("Russian", "ADJ", "JJ", "Russian");
    LEMMA("Recent", "ADJ", "JJ", "recent");
    LEMMA("Them", "PRON", "PRP", "they");
    LEMMA("an", "DET", "DT", "a");
    LEMMA("1,200", "NUM", "CD", "1200");
    LEMMA("\xe2\x80\x9c", "PUNCT", "``", "\"");
}

/* Gives every capitalised word the tag of a name, every other that of a past tense. */
static void tag(room *r, bede_article *a) {
    for (size_t i = 0; i < a->n_words; i++) {
        char c = a->text.s[a->words[i].span.start];
        bool name = c >= 'A' && c <= 'Z';
        a->words[i].upos = name ? BD_UPOS_PROPN : BD_UPOS_VERB;
        a->words[i].xpos = name ? BD_XPOS_NNP : BD_XPOS_VBD;
    }
    bd_sentence_tag(&r->know, &r->scratch, &r->arena, a);
}

static void names(room *r, const char *text, const char *want) {
    bede_article a = room_cut(r, text);
    tag(r, &a);
    char got[200];
    size_t n = 0;
    for (size_t i = 0; i < a.n_names; i++) {
        uint32_t from = a.words[a.names[i].first].span.start;
        uint32_t to = a.words[a.names[i].last].span.end;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "; " : "", (int)(to - from),
                              text + from);
    }
    CHECK_TEXT(got, n, want);
}

/* The words of the text that stand in a quotation. */
static void quotes(room *r, int line, const char *text, const char *want) {
    bede_article a = room_cut(r, text);
    tag(r, &a);
    char got[200];
    size_t n = 0;
    for (size_t i = 0; i < a.n_words; i++)
        if (a.words[i].flags & BEDE_WORD_IN_QUOTES)
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", n ? " " : "",
                                  (int)(a.words[i].span.end - a.words[i].span.start),
                                  text + a.words[i].span.start);
    test_note_text(got, n, want, __FILE__, line);
}
#define QUOTES(text, want) quotes(r, __LINE__, text, want)

static void speech(room *r) {
    QUOTES("\"we went,\" he said.", "we went ,");
    QUOTES("\xe2\x80\x9cwe went. they stayed,\xe2\x80\x9d he said.", "we went . they stayed ,");
    QUOTES("\xe2\x80\x9cwe went on", "we went on");
    QUOTES("he said \xe2\x80\x9cwe went", "");
    QUOTES("he said \xe2\x80\x98we went\xe2\x80\x99 and left", "we went");
}

int main(void) {
    room rooms, *r = &rooms;
    CHECK(room_open(r));
    verbs(r);
    others(r);
    names(r, "he met Ann Roe and Bo Li of the Bank of Utopia on Monday",
          "Ann Roe; Bo Li; Bank of Utopia");
    names(r, "saw General Omar al-Hakim", "Omar al-Hakim");
    speech(r);
    room_close(r);
    return test_end();
}
