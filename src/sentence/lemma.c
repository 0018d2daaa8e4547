/* SPDX-License-Identifier: Apache-2.0 */
/* Lemmas as the treebanks give them: a listed form, else the rule for its tag, else the form
 * itself, in lower case but for names. */
#include "sentence/sentence_int.h"

#include "base/utf8.h"
#include "sentence/lemma_rules.h"

enum { MAX_FORM = 64 }; /* longer words are their own lemma */

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool has_upper(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (is_upper(v.s[i]) || (unsigned char)v.s[i] >= 0x80)
            return true;
    return false;
}

/* "CEO", "MPs": capitals throughout, short enough for an acronym. */
static bool acronym(bede_view v) {
    size_t n = v.n > 2 && v.s[v.n - 1] == 's' ? v.n - 1 : v.n;
    if (n < 2 || n > 4)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!is_upper(v.s[i]) && v.s[i] != '&')
            return false;
    return true;
}

/* Does a row with this tag speak of a word with that tag? */
static bool tag_fits(bede_view tag, unsigned xpos) {
    if (tag.n != 1)
        return bd_view_is(tag, bd_xpos_name(xpos)) ||
               (bd_view_is(tag, "RB*") && (xpos == BD_XPOS_RBR || xpos == BD_XPOS_RBS));
    switch (tag.s[0]) {
    case 'V': return xpos >= BD_XPOS_VB && xpos <= BD_XPOS_VBZ;
    case 'N': return xpos == BD_XPOS_NNS;
    case 'J':
        return xpos == BD_XPOS_JJR || xpos == BD_XPOS_JJS || xpos == BD_XPOS_RBR ||
               xpos == BD_XPOS_RBS;
    default: return false;
    }
}

/* The lemma that data/en/lemmas.tsv has; absent if none. `low` is folded. */
static bede_view listed(const bd_sentence_know *k, bede_view low, unsigned xpos) {
    bd_phrase found[8];
    bede_view best = {0};
    if (!k || k->lemmas.n_rows == 0)
        return best;
    size_t n = bd_table_match(&k->lemmas, &low, 1, found, 8);
    for (size_t i = 0; i < n; i++) {
        bede_view tag = bd_table_cell(&k->lemmas, found[i].row, k->tag_column);
        if (tag_fits(tag, xpos) && (!best.s || tag.n > 1))
            best = bd_table_cell(&k->lemmas, found[i].row, k->lemma_column);
    }
    return best;
}

/* Tags whose words are listed or fall under a rule; for the others the form is the lemma. */
static bool inflected(unsigned xpos) {
    switch (xpos) {
    case BD_XPOS_VB:
    case BD_XPOS_VBP:
    case BD_XPOS_VBD:
    case BD_XPOS_VBG:
    case BD_XPOS_VBN:
    case BD_XPOS_VBZ:
    case BD_XPOS_NNS:
    case BD_XPOS_JJR:
    case BD_XPOS_JJS:
    case BD_XPOS_RBR:
    case BD_XPOS_RBS:
    case BD_XPOS_PRP:
    case BD_XPOS_PRP_POSS:
    case BD_XPOS_MD:
    case BD_XPOS_POS:
    case BD_XPOS_TO:
    case BD_XPOS_NNPS:
    case BD_XPOS_FW: return true;
    default: return false;
    }
}

/* Base forms: of these only the forms of "be", clitics and their like are listed. */
static bool base_form(unsigned xpos, bede_view form) {
    return (xpos == BD_XPOS_VB || xpos == BD_XPOS_VBP) && form.n > 4 &&
           cut_bytes[(unsigned char)form.s[0]] == BYTE_LETTER;
}

static size_t by_rule(char *s, size_t n, unsigned xpos) {
    switch (xpos) {
    case BD_XPOS_NNS:
    case BD_XPOS_NNPS:
    case BD_XPOS_VBZ: return bd_lemma_s(s, n);
    case BD_XPOS_VBD:
    case BD_XPOS_VBN: return bd_lemma_past(s, n);
    case BD_XPOS_VBG: return bd_lemma_ing(s, n);
    case BD_XPOS_JJR:
    case BD_XPOS_JJS:
    case BD_XPOS_RBR:
    case BD_XPOS_RBS: return bd_lemma_more(s, n);
    default: return n;
    }
}

static bool ends_in(const char *s, size_t n, const char *end) {
    size_t k = strlen(end);
    return n > k && memcmp(s + n - k, end, k) == 0;
}

/* Compounds of listed words: "policewomen", "grandchildren", "withheld" are listed, new ones are
 * told by their end. */
static size_t irregular_end(char *s, size_t n, unsigned xpos) {
    if (xpos == BD_XPOS_NNS && ends_in(s, n, "men")) {
        s[n - 2] = 'a';
        return n;
    }
    if (xpos == BD_XPOS_NNS && ends_in(s, n, "children"))
        return n - 3;
    return 0;
}

/* Punctuation: quotes and dashes made plain, as the treebanks do. */
static bede_view of_mark(bede_view form, unsigned xpos) {
    if (form.n == 1 || (unsigned char)form.s[0] < 0x80) {
        if (xpos == BD_XPOS_COLON && bd_view_is(form, "--"))
            return BD_LIT("-");
        if (xpos == BD_XPOS_COLON && bd_view_is(form, "..."))
            return BD_LIT("\xe2\x80\xa6");
        return bd_view_is(form, "``") ? BD_LIT("\"") : form;
    }
    if (form.n == 6 && memcmp(form.s, "\xe2\x80\x99\xe2\x80\x99", 6) == 0)
        return BD_LIT("''");
    if (form.n != 3 || memcmp(form.s, "\xe2\x80", 2) != 0)
        return form;
    switch ((unsigned char)form.s[2]) {
    case 0x9C:
    case 0x9D: return BD_LIT("\"");
    case 0x98:
    case 0x99: return BD_LIT("'");
    case 0x93:
    case 0x90:
    case 0x91: return BD_LIT("-");
    default: return form;
    }
}

static bede_view keep(bd_arena *arena, const char *s, size_t n, bede_view form) {
    if (n <= form.n && memcmp(s, form.s, n) == 0)
        return bd_view(form.s, n); /* most lemmas begin their form */
    return bd_view(bd_arena_copy(arena, s, n), n);
}

/* A name: its form, a plural without its "s". */
static bede_view of_name(const bd_sentence_know *k, bede_view form, unsigned xpos) {
    char low[MAX_FORM];
    if (xpos == BD_XPOS_NNP && form.n >= 3 && form.n <= 6) { /* "Sept." */
        bede_view month = listed(k, bd_view(low, bd_utf8_fold(form, low, sizeof low)), xpos);
        if (month.s)
            return month;
    }
    if (xpos != BD_XPOS_NNPS || form.n < 4 || form.n > MAX_FORM - 2)
        return form;
    size_t n = bd_utf8_lower(form, low, sizeof low);
    if (n != form.n)
        return form;
    bede_view known = listed(k, bd_view(low, n), BD_XPOS_NNPS);
    if (known.s)
        return known;
    known = listed(k, bd_view(low, n), BD_XPOS_NNS);
    if (known.s)
        return known.n <= n && memcmp(known.s + 1, low + 1, known.n - 1) == 0
                   ? bd_view(form.s, known.n)
                   : form;
    size_t m = bd_lemma_s(low, n);
    return m < n && memcmp(low + 1, form.s + 1, m - 1) == 0 ? bd_view(form.s, m) : form;
}

static bede_view of_word(const bd_sentence_know *k, bd_arena *arena, bede_view form,
                         unsigned xpos) {
    char low[MAX_FORM], folded[MAX_FORM];
    size_t n = bd_utf8_lower(form, low, sizeof low - 2);
    if (!inflected(xpos))
        return keep(arena, low, n, form);
    if (!base_form(xpos, form)) {
        size_t m = n;
        const char *key = low;
        if (has_upper(form) || memchr(form.s, '`', form.n)) {
            m = bd_utf8_fold(form, folded, sizeof folded);
            for (size_t i = 0; i < m; i++)
                folded[i] = folded[i] == '`' ? '\'' : folded[i];
            key = folded;
        }
        bede_view known = listed(k, bd_view(key, m), xpos);
        if (known.s)
            return known;
    }
    size_t m = irregular_end(low, n, xpos);
    return keep(arena, low, m ? m : by_rule(low, n, xpos), form);
}

/* Adjectives of peoples and faiths keep their capital: "Iranian", "Polish". At a sentence's start
 * the ending has to tell them from others. */
static bool names_people(bede_view v) {
    static const char *const endings[] = {
        "ian",  "ican",   "ean",  "ese",   "aqi",   "aeli",  "stani",  "ench",  "lish",
        "tish", "urkish", "wish", "slim",  "slem",  "lamic", "unni",   "hiite", "erman",
        "oman", "rab",    "reek", "fghan", "emeni", "udi",   "wedish", "anish", "innish",
        "utch", "yriot",  "hai",  "zech",  "erb",   "roat",  "iraqi"};
    if (v.n < 4 || !is_upper(v.s[0]) || is_upper(v.s[1]))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (bd_view_ends(v, endings[i]))
            return true;
    return false;
}

/* not, n't with any apostrophe, nt */
static bool is_not(bede_view v) {
    if (v.n < 2 || v.n > 5 || (v.s[0] | 0x20) != 'n' || (v.s[v.n - 1] | 0x20) != 't')
        return false;
    return v.n == 2 || bd_view_is_nocase(v, "not") ||
           cut_apostrophe(v.s, 1, (uint32_t)v.n) == v.n - 2;
}

/* 1,200 is 1200; "II" and "B2" keep their capitals. Words are lower case. */
static bede_view of_number(const bd_sentence_know *k, bd_arena *arena, bede_view form) {
    char out[MAX_FORM];
    size_t n = 0;
    unsigned char first = cut_bytes[(unsigned char)form.s[0]];
    if (first == BYTE_LETTER) {
        if (form.n <= 2) {
            bede_view known = listed(k, bd_view(out, bd_utf8_fold(form, out, 8)), BD_XPOS_CD);
            if (known.s)
                return known;
        }
        bool capitals = form.n > 1 && is_upper(form.s[0]) && is_upper(form.s[1]);
        return capitals ? form : keep(arena, out, bd_utf8_lower(form, out, sizeof out), form);
    }
    if (first != BYTE_DIGIT || !memchr(form.s, ',', form.n))
        return form;
    for (size_t i = 0; i < form.n; i++)
        if (form.s[i] != ',')
            out[n++] = form.s[i];
    return keep(arena, out, n, form);
}

bede_view lemma_of(const bd_sentence_know *k, bd_arena *arena, bede_view form, unsigned upos,
                   unsigned xpos) {
    if (form.n == 0 || form.n > MAX_FORM - 2)
        return form;
    if (upos == BD_UPOS_PUNCT || upos == BD_UPOS_SYM)
        return of_mark(form, xpos);
    if (xpos == BD_XPOS_NNP || xpos == BD_XPOS_NNPS)
        return of_name(k, form, xpos);
    if (upos == BD_UPOS_PROPN || xpos == BD_XPOS_ADD)
        return form;
    if (xpos == BD_XPOS_CD)
        return of_number(k, arena, form);
    if (xpos == BD_XPOS_JJ && names_people(form))
        return form;
    if (xpos == BD_XPOS_PRP && form.n == 1 && (form.s[0] | 0x20) == 'i')
        return BD_LIT("I");
    if (xpos == BD_XPOS_NN && form.n == 2) {
        char low[4];
        bede_view known = listed(k, bd_view(low, bd_utf8_fold(form, low, sizeof low)), xpos);
        if (known.s && !is_upper(form.s[0]))
            return known;
    }
    if ((xpos == BD_XPOS_NN || xpos == BD_XPOS_NNS) && acronym(form))
        return form.s[form.n - 1] == 's' ? bd_view(form.s, form.n - 1) : form;
    if (xpos == BD_XPOS_DT) {
        if (bd_view_is_nocase(form, "an"))
            return BD_LIT("a");
        if (bd_view_is_nocase(form, "these"))
            return BD_LIT("this");
        if (bd_view_is_nocase(form, "those"))
            return BD_LIT("that");
    }
    if (xpos == BD_XPOS_RB && is_not(form))
        return BD_LIT("not");
    return of_word(k, arena, form, xpos);
}
