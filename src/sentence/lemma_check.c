/* SPDX-License-Identifier: Apache-2.0 */
/* Can a word be a lemma? For those who write rules. */
#include "sentence/sentence_int.h"
#include "sentence/tags.h"

/* An inflected form's own lemma is another word; a base form's lemma under the tag of an inflected
 * one is mostly nonsense ("need" is no past of "nee"), so that a second opinion is asked for: the
 * base must be a word that inflects into this one. */
static bool is_form_of(bede_view word, bede_view base, const char *ending) {
    size_t n = strlen(ending);
    if (base.n + n == word.n && memcmp(word.s, base.s, base.n) == 0)
        return true;
    return base.n > 1 && base.s[base.n - 1] == 'e' && base.n - 1 + n == word.n &&
           memcmp(word.s, base.s, base.n - 1) == 0;
}

bede_view bd_sentence_lemma(const bd_sentence_know *k, bd_arena *arena, bede_view word,
                            bd_word_kind kind) {
    bede_view words[4];
    if (word.n == 0 || bd_sentence_cut_phrase(NULL, word, words, 4) != 1)
        return bd_view(word.s, 0);
    if (kind == BD_WORD_NOUN) {
        bede_view one = lemma_of(k, arena, word, BD_UPOS_NOUN, BD_XPOS_NN);
        bede_view many = lemma_of(k, arena, word, BD_UPOS_NOUN, BD_XPOS_NNS);
        if (!bd_view_eq(one, word))
            return one;
        return bd_view_ends(word, "s") && is_form_of(word, many, "s") ? many : word;
    }
    if (kind == BD_WORD_ADJECTIVE)
        return lemma_of(k, arena, word, BD_UPOS_ADJ, BD_XPOS_JJ);
    bede_view base = lemma_of(k, arena, word, BD_UPOS_VERB, BD_XPOS_VB);
    bede_view past = lemma_of(k, arena, word, BD_UPOS_VERB, BD_XPOS_VBD);
    bede_view ing = lemma_of(k, arena, word, BD_UPOS_VERB, BD_XPOS_VBG);
    bede_view third = lemma_of(k, arena, word, BD_UPOS_VERB, BD_XPOS_VBZ);
    if (!bd_view_eq(base, word))
        return base;
    if (word.n > 4 && bd_view_ends(word, "ed") && is_form_of(word, past, "ed"))
        return past;
    if (word.n > 5 && bd_view_ends(word, "ing") && is_form_of(word, ing, "ing"))
        return ing;
    if (word.n > 3 && bd_view_ends(word, "s") && !bd_view_ends(word, "ss") &&
        is_form_of(word, third, "s"))
        return third;
    return word;
}
