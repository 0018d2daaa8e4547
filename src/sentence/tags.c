/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/tags.h"

#include "base/view.h"

/* ORDER UPOS */
static const char *const UPOS[] = {
    "_",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

/* ORDER XPOS */
static const char *const XPOS[] = {
    "_",   "CC",   "CD",  "DT",  "EX",  "FW",  "IN",   "JJ",  "JJR",   "JJS",   "LS",  "MD",  "NN",
    "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB",  "RBR",   "RBS",   "RP",  "SYM", "TO",
    "UH",  "VB",   "VBD", "VBG", "VBN", "VBP", "VBZ",  "WDT", "WP",    "WP$",   "WRB", "ADD", "AFX",
    "GW",  "HYPH", "NFP", ".",   ",",   ":",   "``",   "''",  "-LRB-", "-RRB-", "$",
};

/* ORDER REL */
static const char *const REL[] = {
    "_",          "acl",           "acl:relcl",   "advcl",        "advcl:relcl",  "advmod",
    "amod",       "appos",         "aux",         "aux:pass",     "case",         "cc",
    "cc:preconj", "ccomp",         "clf",         "compound",     "compound:prt", "conj",
    "cop",        "csubj",         "csubj:outer", "csubj:pass",   "dep",          "det",
    "det:predet", "discourse",     "dislocated",  "expl",         "fixed",        "flat",
    "goeswith",   "iobj",          "list",        "mark",         "nmod",         "nmod:desc",
    "nmod:poss",  "nmod:unmarked", "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",
    "obj",        "obl",           "obl:agent",   "obl:unmarked", "orphan",       "parataxis",
    "punct",      "reparandum",    "root",        "vocative",     "xcomp",
};

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))
_Static_assert(COUNT_OF(UPOS) == BD_UPOS_COUNT, "ORDER UPOS");
_Static_assert(COUNT_OF(XPOS) == BD_XPOS_COUNT, "ORDER XPOS");
_Static_assert(COUNT_OF(REL) == BD_REL_COUNT, "ORDER REL");

const char *bd_upos_name(unsigned upos) {
    return upos < BD_UPOS_COUNT ? UPOS[upos] : "_";
}

const char *bd_xpos_name(unsigned xpos) {
    return xpos < BD_XPOS_COUNT ? XPOS[xpos] : "_";
}

const char *bd_rel_name(unsigned rel) {
    return rel < BD_REL_COUNT ? REL[rel] : "_";
}

/* The lists are short and only read when knowledge is opened or rules are compiled. */
static uint8_t find(const char *const *names, size_t n, bede_view name) {
    for (size_t i = 1; i < n; i++)
        if (bd_view_is(name, names[i]))
            return (uint8_t)i;
    return 0;
}

uint8_t bd_upos_find(bede_view name) {
    return find(UPOS, BD_UPOS_COUNT, name);
}

uint8_t bd_xpos_find(bede_view name) {
    return find(XPOS, BD_XPOS_COUNT, name);
}

uint8_t bd_rel_find(bede_view name) {
    uint8_t rel = find(REL, BD_REL_COUNT, name);
    size_t colon = rel ? SIZE_MAX : bd_view_find(name, ":", 0);
    return colon == SIZE_MAX ? rel : find(REL, BD_REL_COUNT, bd_view_part(name, 0, colon));
}
