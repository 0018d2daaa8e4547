/* SPDX-License-Identifier: Apache-2.0 */
/* The tags of Universal Dependencies (English, release 2.16) and of the Penn Treebank, as numbers.
 *
 * Both sets are closed, so the numbers are fixed here and never depend on a model: a room compares
 * bede_word.upos with BD_UPOS_VERB. 0 is "no tag" ("_") in each set. tags.c has the names in the
 * same order. */
#ifndef BD_SENTENCE_TAGS_H
#define BD_SENTENCE_TAGS_H

#include "bede.h"

/* ORDER UPOS */
enum {
    BD_UPOS_NONE,
    BD_UPOS_ADJ,
    BD_UPOS_ADP,
    BD_UPOS_ADV,
    BD_UPOS_AUX,
    BD_UPOS_CCONJ,
    BD_UPOS_DET,
    BD_UPOS_INTJ,
    BD_UPOS_NOUN,
    BD_UPOS_NUM,
    BD_UPOS_PART,
    BD_UPOS_PRON,
    BD_UPOS_PROPN,
    BD_UPOS_PUNCT,
    BD_UPOS_SCONJ,
    BD_UPOS_SYM,
    BD_UPOS_VERB,
    BD_UPOS_X,
    BD_UPOS_COUNT
};

/* ORDER XPOS */
enum {
    BD_XPOS_NONE,
    BD_XPOS_CC,
    BD_XPOS_CD,
    BD_XPOS_DT,
    BD_XPOS_EX,
    BD_XPOS_FW,
    BD_XPOS_IN,
    BD_XPOS_JJ,
    BD_XPOS_JJR,
    BD_XPOS_JJS,
    BD_XPOS_LS,
    BD_XPOS_MD,
    BD_XPOS_NN,
    BD_XPOS_NNP,
    BD_XPOS_NNPS,
    BD_XPOS_NNS,
    BD_XPOS_PDT,
    BD_XPOS_POS,
    BD_XPOS_PRP,
    BD_XPOS_PRP_POSS /* PRP$ */,
    BD_XPOS_RB,
    BD_XPOS_RBR,
    BD_XPOS_RBS,
    BD_XPOS_RP,
    BD_XPOS_SYM,
    BD_XPOS_TO,
    BD_XPOS_UH,
    BD_XPOS_VB,
    BD_XPOS_VBD,
    BD_XPOS_VBG,
    BD_XPOS_VBN,
    BD_XPOS_VBP,
    BD_XPOS_VBZ,
    BD_XPOS_WDT,
    BD_XPOS_WP,
    BD_XPOS_WP_POSS /* WP$ */,
    BD_XPOS_WRB,
    BD_XPOS_ADD,
    BD_XPOS_AFX,
    BD_XPOS_GW,
    BD_XPOS_HYPH,
    BD_XPOS_NFP,
    BD_XPOS_STOP /* . */,
    BD_XPOS_COMMA /* , */,
    BD_XPOS_COLON /* : */,
    BD_XPOS_OPEN_QUOTE /* `` */,
    BD_XPOS_CLOSE_QUOTE /* '' */,
    BD_XPOS_LRB /* -LRB- */,
    BD_XPOS_RRB /* -RRB- */,
    BD_XPOS_DOLLAR /* $ */,
    BD_XPOS_COUNT
};

/* ORDER REL */
enum {
    BD_REL_NONE,
    BD_REL_ACL,
    BD_REL_ACL_RELCL,
    BD_REL_ADVCL,
    BD_REL_ADVCL_RELCL,
    BD_REL_ADVMOD,
    BD_REL_AMOD,
    BD_REL_APPOS,
    BD_REL_AUX,
    BD_REL_AUX_PASS,
    BD_REL_CASE,
    BD_REL_CC,
    BD_REL_CC_PRECONJ,
    BD_REL_CCOMP,
    BD_REL_CLF,
    BD_REL_COMPOUND,
    BD_REL_COMPOUND_PRT,
    BD_REL_CONJ,
    BD_REL_COP,
    BD_REL_CSUBJ,
    BD_REL_CSUBJ_OUTER,
    BD_REL_CSUBJ_PASS,
    BD_REL_DEP,
    BD_REL_DET,
    BD_REL_DET_PREDET,
    BD_REL_DISCOURSE,
    BD_REL_DISLOCATED,
    BD_REL_EXPL,
    BD_REL_FIXED,
    BD_REL_FLAT,
    BD_REL_GOESWITH,
    BD_REL_IOBJ,
    BD_REL_LIST,
    BD_REL_MARK,
    BD_REL_NMOD,
    BD_REL_NMOD_DESC,
    BD_REL_NMOD_POSS,
    BD_REL_NMOD_UNMARKED,
    BD_REL_NSUBJ,
    BD_REL_NSUBJ_OUTER,
    BD_REL_NSUBJ_PASS,
    BD_REL_NUMMOD,
    BD_REL_OBJ,
    BD_REL_OBL,
    BD_REL_OBL_AGENT,
    BD_REL_OBL_UNMARKED,
    BD_REL_ORPHAN,
    BD_REL_PARATAXIS,
    BD_REL_PUNCT,
    BD_REL_REPARANDUM,
    BD_REL_ROOT,
    BD_REL_VOCATIVE,
    BD_REL_XCOMP,
    BD_REL_COUNT
};

/* The tag's name in CoNLL-U; "_" for NONE and for numbers out of range. Static. */
const char *bd_upos_name(unsigned upos);
const char *bd_xpos_name(unsigned xpos);
const char *bd_rel_name(unsigned rel);

/* The number of a name; NONE if there is no such tag. A relation with an unknown subtype is found
 * without it: "nmod:npmod" is BD_REL_NMOD. */
uint8_t bd_upos_find(bede_view name);
uint8_t bd_xpos_find(bede_view name);
uint8_t bd_rel_find(bede_view name);

#endif
