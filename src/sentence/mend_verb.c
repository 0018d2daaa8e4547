/* SPDX-License-Identifier: Apache-2.0 */
/* Verbs that the tagger lost: a sentence without one has it somewhere. */
#include "sentence/sentence_int.h"

static bool is_finite(unsigned xpos) {
    return xpos == BD_XPOS_VBD || xpos == BD_XPOS_VBZ || xpos == BD_XPOS_VBP;
}

static int32_t root_of(const bede_word *w, int32_t n) {
    for (int32_t i = 0; i < n; i++)
        if (w[i].head < 0)
            return i;
    return -1;
}

static bool has_finite(const bede_word *w, int32_t n) {
    for (int32_t i = 0; i < n; i++)
        if (is_finite(w[i].xpos) || w[i].xpos == BD_XPOS_MD || w[i].deprel == BD_REL_AUX ||
            w[i].deprel == BD_REL_COP)
            return true;
    return false;
}

static bool is_noun(const bede_word *w) {
    return w->upos == BD_UPOS_NOUN || w->upos == BD_UPOS_PROPN || w->xpos == BD_XPOS_NNP;
}

static bool before_noun(unsigned rel) {
    return rel == BD_REL_COMPOUND || rel == BD_REL_AMOD || rel == BD_REL_NMOD ||
           rel == BD_REL_NMOD_POSS || rel == BD_REL_NSUBJ || rel == BD_REL_NMOD_DESC;
}

/* "The country's military": an adjective that stands for the noun. */
static bool is_owned(const bede_word *w, int32_t i) {
    return i > 1 && w[i].xpos == BD_XPOS_JJ && w[i - 1].xpos == BD_XPOS_POS;
}

/* "The Red Cross documented killings by soldiers.": all of it read as one name. A whole sentence
 * has a verb; it is the participle between a noun and the rest, and what stands before it is its
 * subject. */
static void verb_of_sentence(const bede_article *a, bede_word *w, int32_t n) {
    int32_t root = root_of(w, n), v = -1, subject = -1;
    if (root < 0 || w[root].upos == BD_UPOS_VERB || n < 4 || w[n - 1].upos != BD_UPOS_PUNCT ||
        a->text.s[w[n - 1].span.start] != '.' || has_finite(w, n))
        return;
    for (int32_t i = 1; i < root && v < 0; i++)
        if (w[i].head == root && w[i].deprel == BD_REL_AMOD && w[i].xpos == BD_XPOS_VBN &&
            (is_noun(&w[i - 1]) || w[i - 1].xpos == BD_XPOS_HYPH || is_owned(w, i - 1)))
            v = i;
    for (int32_t i = v - 1; i >= 0 && subject < 0; i--)
        if (w[i].head == root && before_noun(w[i].deprel) && (is_noun(&w[i]) || is_owned(w, i)))
            subject = i;
    if (v < 0 || subject < 0 || v - subject > 4)
        return;
    for (int32_t i = 0; i < n; i++) {
        if (w[i].head != root || i == v || i == subject)
            continue;
        if (i < v)
            w[i].head = subject;
        else if ((w[i].deprel == BD_REL_PUNCT && i == n - 1) ||
                 (w[i].deprel == BD_REL_CONJ && w[i].upos == BD_UPOS_VERB))
            w[i].head = v;
    }
    w[subject].head = v;
    w[subject].deprel = BD_REL_NSUBJ;
    w[v].head = -1;
    w[v].deprel = BD_REL_ROOT;
    w[v].xpos = BD_XPOS_VBD;
    w[root].head = v;
    w[root].deprel = BD_REL_OBJ;
}

/* "froze", "overran": a past form of some verb, by the dictionary of irregular forms. */
static bool is_rare_past(const bd_sentence_know *k, bd_arena *arena, bede_view form) {
    if (form.n < 4 || bd_view_ends(form, "ed") || bd_view_ends(form, "en"))
        return false;
    for (size_t i = 0; i < form.n; i++)
        if (form.s[i] < 'a' || form.s[i] > 'z')
            return false;
    return !bd_view_eq(lemma_of(k, arena, form, BD_UPOS_VERB, BD_XPOS_VBD), form);
}

static int32_t object_after(const bede_word *w, int32_t n, int32_t v, int32_t subject) {
    if (w[v].head > v)
        return w[v].head;
    for (int32_t i = v + 1; i < n; i++)
        if (w[i].head == subject && is_noun(&w[i]))
            return i;
    return -1;
}

static int32_t subject_before(const bede_word *w, int32_t v, int32_t h) {
    for (int32_t i = v - 1; i >= 0; i--)
        if (w[i].head == h && is_noun(&w[i]))
            return i;
    return -1;
}

/* The subject may hang on the verb's object. */
static void take_subject(bede_word *w, int32_t n, int32_t v) {
    for (int32_t i = 0; i < v; i++) {
        int32_t h = w[i].head;
        if (w[i].deprel == BD_REL_NSUBJ && h > v && h < n && w[h].head == v)
            w[i].head = v;
    }
}

/* "Rebels overran a town": a past form that is rare is taken for a preposition. */
static void no_preposition(bede_word *w, int32_t n, int32_t v) {
    int32_t h = w[v].head, subject = h >= 0 && h < v ? h : -1;
    w[v].upos = BD_UPOS_VERB;
    w[v].xpos = BD_XPOS_VBD;
    if (w[v].deprel != BD_REL_CASE) {
        take_subject(w, n, v);
        return;
    }
    if (h > v && h < n)
        subject = w[h].head;
    if (subject < 0 && h > v && h < n)
        subject = subject_before(w, v, h);
    if (subject < 0 || subject >= v || !is_noun(&w[subject]))
        return;
    int32_t object = object_after(w, n, v, subject);
    for (int32_t i = v + 1; i < n; i++)
        if (w[i].head == subject)
            w[i].head = v;
    int32_t top = w[subject].head == object ? object : subject;
    w[v].head = w[top].head;
    w[v].deprel = w[top].deprel;
    w[subject].head = v;
    w[subject].deprel = BD_REL_NSUBJ;
    if (object >= 0) {
        w[object].head = v;
        w[object].deprel = BD_REL_OBJ;
    }
}

/* "Gunmen shot and injured him": a past form that is a noun as well, with a verb for its sister. */
static void no_noun(bede_word *w, int32_t n, int32_t v) {
    int32_t subject = v - 1;
    bool sister = false;
    for (int32_t i = v + 1; i < n; i++)
        sister |= w[i].head == v && w[i].deprel == BD_REL_CONJ && is_finite(w[i].xpos);
    if (!sister || w[subject].head != v || !before_noun(w[subject].deprel) || !is_noun(&w[subject]))
        return;
    for (int32_t i = 0; i < subject; i++)
        if (w[i].head == v && (w[i].deprel == BD_REL_DET || w[i].deprel == BD_REL_AMOD ||
                               w[i].deprel == BD_REL_NUMMOD))
            w[i].head = subject;
    w[subject].deprel = BD_REL_NSUBJ;
    w[v].upos = BD_UPOS_VERB;
    w[v].xpos = BD_XPOS_VBD;
}

void mend_verbs(const bd_sentence_know *k, bd_arena *arena, bede_article *a) {
    for (size_t s = 0; s < a->n_sentences; s++) {
        bede_word *w = a->words + a->sentences[s].first_word;
        int32_t n = (int32_t)a->sentences[s].n_words;
        for (int32_t i = 1; i < n; i++) {
            bede_view form = bd_view(a->text.s + w[i].span.start, w[i].span.end - w[i].span.start);
            bool noun = w[i].xpos == BD_XPOS_NN;
            if ((w[i].xpos != BD_XPOS_IN && !noun) || !is_rare_past(k, arena, form))
                continue;
            (noun ? no_noun : no_preposition)(w, n, i);
            w[i].lemma = lemma_of(k, arena, form, w[i].upos, w[i].xpos);
        }
        verb_of_sentence(a, w, n);
    }
}
