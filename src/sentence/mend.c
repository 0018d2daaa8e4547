/* SPDX-License-Identifier: Apache-2.0 */
/* What grammar forbids in a tree and the parser still does now and then, mended. */
#include "sentence/sentence_int.h"

static bool is_subject(unsigned rel) {
    return rel == BD_REL_NSUBJ || rel == BD_REL_NSUBJ_PASS;
}

/* Has the word a subject, and a passive auxiliary? */
static void look(const bede_word *w, int32_t n, int32_t verb, bool *subject, bool *passive) {
    *subject = *passive = false;
    for (int32_t i = 0; i < n; i++)
        if (w[i].head == verb) {
            *subject |= is_subject(w[i].deprel) || w[i].deprel == BD_REL_CSUBJ ||
                        w[i].deprel == BD_REL_EXPL;
            *passive |= w[i].deprel == BD_REL_AUX_PASS;
        }
}

/* A verb has one subject. "The mayor met the rebels, the agency reported": when both subjects hang
 * on the later verb, the first belongs to the verb between them that has none. */
static void one_subject(bede_word *w, int32_t n) {
    for (int32_t first = 0; first < n; first++) {
        if (!is_subject(w[first].deprel) || w[first].head <= first || w[first].head >= n)
            continue;
        int32_t verb = w[first].head, second = -1, other = w[verb].head;
        for (int32_t i = first + 1; i < verb; i++)
            if (w[i].head == verb && is_subject(w[i].deprel))
                second = i;
        if (second < 0 || other <= first || other >= second || w[other].upos != BD_UPOS_VERB)
            continue;
        bool subject, passive;
        look(w, n, other, &subject, &passive);
        if (subject)
            continue;
        w[first].head = other;
        w[first].deprel = passive ? BD_REL_NSUBJ_PASS : BD_REL_NSUBJ;
    }
}

/* Nothing hangs on a later part of a name: "Jane Roe, chief of ..." is said of the whole name. */
static void whole_names(bede_word *w, int32_t n) {
    for (int32_t i = 0; i < n; i++) {
        int32_t h = w[i].head;
        bool part = w[i].deprel == BD_REL_FLAT || w[i].deprel == BD_REL_FIXED ||
                    w[i].deprel == BD_REL_GOESWITH || w[i].deprel == BD_REL_PUNCT;
        if (part || h < 0 || h >= n)
            continue;
        for (int k = 0; k < 8 && w[h].deprel == BD_REL_FLAT && w[h].head >= 0 && w[h].head < n; k++)
            h = w[h].head;
        if (h != i)
            w[i].head = h;
    }
}

/* "Senator Jane Roe met": of two subjects side by side, the first is the title of the second. */
static void title_of_name(bede_word *w, int32_t n) {
    for (int32_t i = 0; i + 1 < n; i++)
        if (is_subject(w[i].deprel) && w[i].upos == BD_UPOS_NOUN && is_subject(w[i + 1].deprel) &&
            w[i + 1].upos == BD_UPOS_PROPN && w[i].head == w[i + 1].head) {
            w[i].head = i + 1;
            w[i].deprel = BD_REL_NMOD_DESC;
        }
}

static bool is_finite(unsigned xpos) {
    return xpos == BD_XPOS_VBD || xpos == BD_XPOS_VBZ || xpos == BD_XPOS_VBP;
}

/* "The North test-fired a missile": cut at the hyphen, the first half is taken for a noun with
 * words of its own. It belongs to the verb, and so do they. */
static void hyphen_verbs(bede_word *w, int32_t n) {
    for (int32_t v = 2; v < n; v++) {
        int32_t x = v - 2;
        if (w[v].upos != BD_UPOS_VERB || w[v - 1].upos != BD_UPOS_PUNCT ||
            w[v - 1].span.end != w[v - 1].span.start + 1 || w[x].upos != BD_UPOS_NOUN ||
            w[x].span.end != w[v - 1].span.start || w[v - 1].span.end != w[v].span.start ||
            w[x].head != v || !is_finite(w[v].xpos))
            continue;
        bool subject, passive;
        w[x].deprel = BD_REL_COMPOUND;
        look(w, n, v, &subject, &passive);
        for (int32_t i = 0; i < x; i++) {
            if (w[i].head != x)
                continue;
            bool name = w[i].deprel == BD_REL_COMPOUND || w[i].deprel == BD_REL_NMOD ||
                        w[i].deprel == BD_REL_NMOD_POSS || w[i].deprel == BD_REL_AMOD;
            w[i].head = v;
            if (name && !subject)
                w[i].deprel = passive ? BD_REL_NSUBJ_PASS : BD_REL_NSUBJ;
        }
    }
}

static bool one_of(bede_view v, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is(v, *list))
            return true;
    return false;
}

/* "gave X two days to leave": a time that is given. */
static bool is_deadline(const bede_word *w, int32_t n, int32_t u) {
    return u + 2 < n && w[u + 1].xpos == BD_XPOS_TO && w[u + 2].xpos == BD_XPOS_VB &&
           w[u + 1].head == u + 2;
}

/* "Gave Chad an ultimatum": the second object is no time or measure. */
static void two_objects(bede_word *w, int32_t n) {
    static const char *const givers[] = {"give",  "hand", "offer", "send",    "grant",
                                         "award", "lend", "deny",  "promise", "pay",
                                         "show",  "deal", "issue", NULL};
    static const char *const times[] = {"day",  "week",  "month", "year",    "hour", "minute",
                                        "time", "today", "night", "morning", NULL};
    for (int32_t u = 2; u < n; u++) {
        int32_t verb = w[u].head, o = -1;
        if (w[u].deprel != BD_REL_OBL_UNMARKED || w[u].upos != BD_UPOS_NOUN || verb < 0 ||
            verb >= u || !one_of(w[verb].lemma, givers) ||
            (one_of(w[u].lemma, times) && !is_deadline(w, n, u)))
            continue;
        for (int32_t i = verb + 1; i < u; i++)
            if (w[i].head == verb && w[i].deprel == BD_REL_OBJ)
                o = i;
        if (o < 0)
            continue;
        w[o].deprel = BD_REL_IOBJ;
        w[u].deprel = BD_REL_OBJ;
    }
}

static bool is_word(const bede_article *a, const bede_word *w, const char *z) {
    return bd_view_is_nocase(bd_view(a->text.s + w->span.start, w->span.end - w->span.start), z);
}

/* "After ministers of Chad, Niger, and Mali met": the last of the row is no subject of its own, and
 * what follows "after" is a clause. */
static void row_before_verb(const bede_article *a, bede_word *w, int32_t n) {
    for (int32_t z = 5; z < n; z++) {
        int32_t v = w[z].head, y = z - 1;
        if (w[z].deprel != BD_REL_NSUBJ || v <= z || v >= n || w[v].deprel != BD_REL_CONJ ||
            !is_finite(w[v].xpos) || !is_word(a, &w[z - 1], "and"))
            continue;
        if (is_word(a, &w[--y], ","))
            y--;
        int32_t x = w[y].deprel == BD_REL_CONJ && w[y].head >= 0 && w[y].head < y ? w[y].head : y;
        int32_t top = x;
        for (int k = 0;
             k < 6 && w[top].deprel == BD_REL_NMOD && w[top].head >= 0 && w[top].head < n; k++)
            top = w[top].head;
        int32_t c = -1;
        for (int32_t i = 0; i < top; i++)
            if (w[i].head == top && w[i].deprel == BD_REL_CASE)
                c = i;
        bool clause = c >= 0 && (is_word(a, &w[c], "after") || is_word(a, &w[c], "before") ||
                                 is_word(a, &w[c], "since") || is_word(a, &w[c], "until"));
        if (!clause || w[x].upos != w[z].upos || w[top].head < 0 || w[top].head >= top)
            continue;
        w[v].head = w[top].head;
        w[v].deprel = BD_REL_ADVCL;
        w[c].head = v;
        w[c].deprel = BD_REL_MARK;
        w[top].head = v;
        w[top].deprel = BD_REL_NSUBJ;
        w[z].head = x;
        w[z].deprel = BD_REL_CONJ;
        w[z - 1].head = z;
    }
}

/* "Called for the students to be freed": it is they who are. */
static void for_whom(const bede_article *a, bede_word *w, int32_t n) {
    static const char *const verbs[] = {"call",  "appeal", "ask",   "press", "push",
                                        "plead", "wait",   "lobby", "vote",  NULL};
    for (int32_t x = 2; x + 2 < n; x++) {
        int32_t v = w[x].head;
        if (w[x].deprel != BD_REL_OBL || v < 0 || v >= x || w[x + 1].xpos != BD_XPOS_TO ||
            !one_of(w[v].lemma, verbs))
            continue;
        int32_t clause = w[x + 1].head;
        bool for_it = false;
        for (int32_t c = v + 1; c < x; c++)
            for_it |= w[c].head == x && w[c].deprel == BD_REL_CASE && is_word(a, &w[c], "for");
        if (for_it && clause > x && clause < n && w[clause].head == v) {
            w[clause].head = x;
            w[clause].deprel = BD_REL_ACL;
        }
    }
}

/* Clauses that need a finite verb: the whole sentence, one behind "after" or "that", a relative
 * one. */
static bool needs_finite(const bede_article *a, const bede_word *w, int32_t v) {
    static const char *const marks[] = {"after", "as",    "when",  "because",  "while",  "since",
                                        "that",  "until", "where", "although", "though", NULL};
    if (w[v].head < 0)
        return true;
    if (w[v].deprel == BD_REL_ACL_RELCL)
        return true;
    for (int32_t i = 0; i < v; i++)
        for (const char *const *m = marks; w[i].head == v && *m; m++)
            if (is_word(a, &w[i], *m))
                return true;
    return false;
}

/* "Troops fired at rebels.": where a finite verb is needed, a participle without auxiliary is one.
 * (A headline's may be passive.) */
static void finite_verbs(const bede_article *a, bede_word *w, int32_t n) {
    if (n < 2 || w[n - 1].upos != BD_UPOS_PUNCT || a->text.s[w[n - 1].span.start] != '.')
        return;
    for (int32_t v = 1; v < n; v++) {
        int32_t subject = -1;
        bool helped = false;
        if (w[v].upos != BD_UPOS_VERB || (w[v].xpos != BD_XPOS_VBN && w[v].xpos != BD_XPOS_VBD))
            continue;
        for (int32_t i = 0; i < n; i++) {
            helped |=
                w[i].head == v && (w[i].deprel == BD_REL_AUX || w[i].deprel == BD_REL_AUX_PASS);
            if (i < v && w[i].head == v && is_subject(w[i].deprel))
                subject = i;
        }
        if (subject < 0 || helped || !needs_finite(a, w, v))
            continue;
        w[subject].deprel = BD_REL_NSUBJ;
        w[v].xpos = BD_XPOS_VBD;
    }
}

/* "Forced the plane to land and abducted X": a finite verb is no sister of an infinitive. */
static void finite_sisters(bede_word *w, int32_t n) {
    for (int32_t i = 1; i < n; i++) {
        int32_t h = w[i].head;
        if (w[i].deprel != BD_REL_CONJ || w[i].xpos != BD_XPOS_VBD || h < 0 || h >= i ||
            w[h].xpos != BD_XPOS_VB)
            continue;
        bool own = false;
        for (int32_t c = 0; c < n; c++)
            own |= w[c].head == i && is_subject(w[c].deprel);
        for (int k = 0; k < 6 && h >= 0 && !is_finite(w[h].xpos); k++)
            h = w[h].head;
        if (!own && h >= 0 && h < i && w[h].upos == BD_UPOS_VERB)
            w[i].head = h;
    }
}

/* "Accused Chad of torture": what one is accused of is the verb's, not the name's. */
static void of_verb(bede_word *w, int32_t n) {
    static const char *const verbs[] = {"accuse", "convict", "suspect", "acquit",  "deprive",
                                        "strip",  "rob",     "warn",    "remind",  "assure",
                                        "inform", "notify",  "rid",     "absolve", NULL};
    for (int32_t i = 2; i < n; i++) {
        int32_t o = w[i].head, v = o >= 0 ? w[o].head : -1;
        if (w[i].deprel != BD_REL_NMOD || o >= i || v < 0 || v >= o || w[o].deprel != BD_REL_OBJ ||
            w[o].upos != BD_UPOS_PROPN || !one_of(w[v].lemma, verbs))
            continue;
        for (int32_t c = o + 1; c < i; c++)
            if (w[c].head == i && w[c].deprel == BD_REL_CASE && bd_view_is(w[c].lemma, "of")) {
                w[i].head = v;
                w[i].deprel = BD_REL_OBL;
                break;
            }
    }
}

/* "Accused neighbouring Chad of ...": no clause of its own. */
static void neighbouring(const bede_article *a, bede_word *w, int32_t n) {
    for (int32_t i = 0; i + 1 < n; i++) {
        int32_t noun = i + 1, up = w[i].head;
        if ((!is_word(a, &w[i], "neighbouring") && !is_word(a, &w[i], "neighboring")) ||
            w[i].upos != BD_UPOS_VERB || up < 0 || up > i || up >= n || w[noun].head != i)
            continue;
        for (int32_t c = 0; c < n; c++)
            if (w[c].head == i && c != noun)
                w[c].head = up;
        w[noun].head = up;
        w[noun].deprel = BD_REL_OBJ;
        w[i].head = noun;
        w[i].deprel = BD_REL_AMOD;
        w[i].upos = BD_UPOS_ADJ;
        w[i].xpos = BD_XPOS_JJ;
    }
}

void mend_trees(bede_article *a) {
    for (size_t s = 0; s < a->n_sentences; s++) {
        bede_word *w = a->words + a->sentences[s].first_word;
        neighbouring(a, w, (int32_t)a->sentences[s].n_words);
        one_subject(w, (int32_t)a->sentences[s].n_words);
        title_of_name(w, (int32_t)a->sentences[s].n_words);
        hyphen_verbs(w, (int32_t)a->sentences[s].n_words);
        row_before_verb(a, w, (int32_t)a->sentences[s].n_words);
        finite_sisters(w, (int32_t)a->sentences[s].n_words);
        of_verb(w, (int32_t)a->sentences[s].n_words);
        for_whom(a, w, (int32_t)a->sentences[s].n_words);
        two_objects(w, (int32_t)a->sentences[s].n_words);
        finite_verbs(a, w, (int32_t)a->sentences[s].n_words);
        whole_names(w, (int32_t)a->sentences[s].n_words);
    }
}
