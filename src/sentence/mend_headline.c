/* SPDX-License-Identifier: Apache-2.0 */
/* Verbs of headlines that were taken for nouns: "Police arrest dozens", "Court sentences
 * ex-leader".
 *
 * Without articles and auxiliaries the tagger has little to go by, but the tree often knows better:
 * no noun has an object. What the tree says is then believed. */
#include "sentence/sentence_int.h"

static bede_view text_of(const bede_article *a, const bede_word *w) {
    return bd_view(a->text.s + w->span.start, w->span.end - w->span.start);
}

/* A line without a final mark. */
static bool is_headline(const bede_article *a, const bede_sentence *s) {
    if (s->n_words < 3)
        return false;
    bede_view last = text_of(a, &a->words[s->first_word + s->n_words - 1]);
    return !bd_view_is(last, ".") && !bd_view_is(last, "!") && !bd_view_is(last, "?");
}

static int32_t child(const bede_word *w, int32_t n, int32_t head, unsigned rel, int32_t from) {
    for (int32_t i = from; i < n; i++)
        if (w[i].head == head && w[i].deprel == rel)
            return i;
    return -1;
}

/* Words from a to b are all under b, with no mark among them. */
static bool joins(const bede_word *w, int32_t a, int32_t b) {
    for (int32_t i = a; i < b; i++)
        if (w[i].upos == BD_UPOS_PUNCT && w[i].xpos != BD_XPOS_HYPH)
            return false;
    return true;
}

static bool describes(unsigned rel) {
    return rel == BD_REL_COMPOUND || rel == BD_REL_AMOD || rel == BD_REL_DET ||
           rel == BD_REL_NUMMOD || rel == BD_REL_NMOD_POSS || rel == BD_REL_NMOD_DESC ||
           rel == BD_REL_NMOD;
}

/* What stood before the "noun" is its subject: the nearest word, the others describe that. */
static void give_subject(bede_word *w, int32_t verb) {
    int32_t subject = -1;
    for (int32_t i = verb - 1; i >= 0; i--) {
        if (w[i].head != verb || !(describes(w[i].deprel) || w[i].deprel == BD_REL_NSUBJ))
            continue;
        if (subject >= 0 && w[i].deprel != BD_REL_NSUBJ) {
            w[i].head = subject;
        } else if (subject < 0 && w[i].upos != BD_UPOS_DET) {
            subject = i;
            w[i].deprel = BD_REL_NSUBJ;
        }
    }
}

static void make_verb(bede_word *w, int32_t i) {
    w[i].xpos = w[i].xpos == BD_XPOS_NNS || w[i].xpos == BD_XPOS_NNPS ? BD_XPOS_VBZ : BD_XPOS_VBP;
    w[i].upos = BD_UPOS_VERB;
    give_subject(w, i);
}

/* Adjectives that headlines use as verbs; beside a subject and before the object they are. */
static bool may_be_verb(bede_view v) {
    static const char *const list[] = {"free",  "open", "close",  "clear", "back",  "slow",
                                       "ready", "calm", "secure", "arm",   "storm", "welcome"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_is_nocase(v, list[k]))
            return true;
    return false;
}

/* "Rebels free hostages": the hostages are no predicate of the rebels. */
static void free_object(const bede_article *a, bede_word *w, int32_t n, int32_t root) {
    int32_t subject = child(w, n, root, BD_REL_NSUBJ, 0), verb = -1;
    if (subject < 0 || subject > root || child(w, n, root, BD_REL_COP, 0) >= 0 ||
        child(w, n, root, BD_REL_AUX, 0) >= 0)
        return;
    for (int32_t i = subject + 1; i < root && verb < 0; i++)
        if (w[i].head == root && w[i].deprel == BD_REL_AMOD && may_be_verb(text_of(a, &w[i])))
            verb = i;
    if (verb < 0 || w[verb - 1].upos == BD_UPOS_DET)
        return;
    for (int32_t i = 0; i < n; i++) /* what stands before belongs to the verb, and what is far */
        if (w[i].head == root && i != verb && (i < verb || !describes(w[i].deprel)))
            w[i].head = verb;
    w[verb].head = -1;
    w[verb].deprel = BD_REL_ROOT;
    w[verb].upos = BD_UPOS_VERB;
    w[verb].xpos = BD_XPOS_VBP;
    w[root].head = verb;
    w[root].deprel = BD_REL_OBJ;
}

static bool nominal(const bede_word *w) {
    return w->upos == BD_UPOS_NOUN || w->upos == BD_UPOS_PROPN;
}

static void mend_one(const bede_article *a, bede_word *w, int32_t n) {
    int32_t root = 0;
    while (root < n && w[root].head >= 0)
        root++;
    if (root == n || root == 0 || w[root].upos == BD_UPOS_VERB || w[root].upos == BD_UPOS_AUX)
        return;
    int32_t object = child(w, n, root, BD_REL_OBJ, root + 1);
    int32_t appos = nominal(&w[root]) ? child(w, n, root, BD_REL_APPOS, root + 1) : -1;
    bool left = nominal(&w[root - 1]) && w[root - 1].head == root;
    if (object >= 0 && (nominal(&w[root]) || may_be_verb(text_of(a, &w[root])))) {
        make_verb(w, root);
    } else if (appos >= 0 && left && joins(w, root + 1, appos)) {
        w[appos].deprel = BD_REL_OBJ;
        make_verb(w, root);
    } else if (nominal(&w[root])) {
        free_object(a, w, n, root);
    }
}

/* "Chad, Niger agree": two names with a comma before the verb are a row; an apposition would be
 * closed by another comma. */
static void comma_row(const bede_article *a, bede_word *w, int32_t n) {
    for (int32_t i = 2; i + 1 < n; i++) {
        int32_t first = w[i].head;
        if (w[i].deprel != BD_REL_APPOS || w[i].upos != BD_UPOS_PROPN || first < 0 || first >= i ||
            w[first].upos != BD_UPOS_PROPN || w[first].deprel != BD_REL_NSUBJ ||
            w[first].head <= i || !bd_view_is(text_of(a, &w[i - 1]), ",") ||
            w[i + 1].upos == BD_UPOS_PUNCT)
            continue;
        w[i].deprel = BD_REL_CONJ;
        w[i - 1].head = i;
    }
}

/* "demanded that X free the sailors": no adjective has an object. */
static void adjective_verbs(const bede_article *a, bede_word *w, int32_t n) {
    for (int32_t i = 0; i < n; i++) {
        int32_t verb = w[i].head;
        if (w[i].deprel != BD_REL_OBJ || verb < 0 || verb >= i || w[verb].upos != BD_UPOS_ADJ ||
            !may_be_verb(text_of(a, &w[verb])))
            continue;
        bool infinitive = verb > 0 && w[verb - 1].xpos == BD_XPOS_TO;
        w[verb].upos = BD_UPOS_VERB;
        w[verb].xpos = infinitive ? BD_XPOS_VB : BD_XPOS_VBP;
    }
}

void mend_headlines(bede_article *a) {
    for (size_t s = 0; s < a->n_sentences; s++) {
        bede_word *w = a->words + a->sentences[s].first_word;
        adjective_verbs(a, w, (int32_t)a->sentences[s].n_words);
        if (is_headline(a, &a->sentences[s])) {
            mend_one(a, w, (int32_t)a->sentences[s].n_words);
            comma_row(a, w, (int32_t)a->sentences[s].n_words);
        }
    }
}
