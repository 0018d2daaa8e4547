/* SPDX-License-Identifier: Apache-2.0 */
/* The sentence room's tags, told apart as far as this room cares. */
#include "sentence/tags.h"
#include "what/what_int.h"

uint8_t what_rel_of(uint8_t deprel) {
    static const uint8_t table[BD_REL_COUNT] = {
        [BD_REL_ROOT] = R_ROOT,
        [BD_REL_NSUBJ] = R_NSUBJ,
        [BD_REL_NSUBJ_OUTER] = R_NSUBJ,
        [BD_REL_NSUBJ_PASS] = R_NSUBJ_PASS,
        [BD_REL_CSUBJ_PASS] = R_NSUBJ_PASS,
        [BD_REL_CSUBJ] = R_CSUBJ,
        [BD_REL_CSUBJ_OUTER] = R_CSUBJ,
        [BD_REL_OBJ] = R_OBJ,
        [BD_REL_IOBJ] = R_IOBJ,
        [BD_REL_CCOMP] = R_CCOMP,
        [BD_REL_XCOMP] = R_XCOMP,
        [BD_REL_OBL] = R_OBL,
        [BD_REL_OBL_AGENT] = R_OBL_AGENT,
        [BD_REL_OBL_UNMARKED] = R_OBL_BARE,
        [BD_REL_ADVCL] = R_ADVCL,
        [BD_REL_ADVCL_RELCL] = R_RELCL,
        [BD_REL_ADVMOD] = R_ADVMOD,
        [BD_REL_AUX] = R_AUX,
        [BD_REL_AUX_PASS] = R_AUX_PASS,
        [BD_REL_COP] = R_COP,
        [BD_REL_MARK] = R_MARK,
        [BD_REL_CASE] = R_CASE,
        [BD_REL_NMOD] = R_NMOD,
        [BD_REL_NMOD_POSS] = R_NMOD_POSS,
        [BD_REL_NMOD_DESC] = R_COMPOUND,
        [BD_REL_AMOD] = R_AMOD,
        [BD_REL_COMPOUND] = R_COMPOUND,
        [BD_REL_COMPOUND_PRT] = R_PRT,
        [BD_REL_ACL] = R_ACL,
        [BD_REL_ACL_RELCL] = R_RELCL,
        [BD_REL_APPOS] = R_APPOS,
        [BD_REL_CONJ] = R_CONJ,
        [BD_REL_CC] = R_CC,
        [BD_REL_PARATAXIS] = R_PARATAXIS,
        [BD_REL_DET] = R_DET,
        [BD_REL_DET_PREDET] = R_DET,
        [BD_REL_NUMMOD] = R_NUMMOD,
        [BD_REL_FLAT] = R_FLAT,
        [BD_REL_FIXED] = R_FIXED,
        [BD_REL_PUNCT] = R_PUNCT,
        [BD_REL_LIST] = R_LIST,
    };
    return deprel < BD_REL_COUNT ? table[deprel] : R_OTHER;
}

uint8_t what_pos_of(uint8_t upos) {
    static const uint8_t table[BD_UPOS_COUNT] = {
        [BD_UPOS_NOUN] = P_NOUN,   [BD_UPOS_PROPN] = P_PROPN, [BD_UPOS_VERB] = P_VERB,
        [BD_UPOS_AUX] = P_AUX,     [BD_UPOS_ADJ] = P_ADJ,     [BD_UPOS_ADV] = P_ADV,
        [BD_UPOS_ADP] = P_ADP,     [BD_UPOS_SCONJ] = P_ADP,   [BD_UPOS_PRON] = P_PRON,
        [BD_UPOS_DET] = P_DET,     [BD_UPOS_NUM] = P_NUM,     [BD_UPOS_PART] = P_PART,
        [BD_UPOS_PUNCT] = P_PUNCT,
    };
    return upos < BD_UPOS_COUNT ? table[upos] : P_OTHER;
}

uint8_t what_xpos_of(uint8_t xpos) {
    switch (xpos) {
    case BD_XPOS_VB: return X_VB;
    case BD_XPOS_VBD: return X_VBD;
    case BD_XPOS_VBG: return X_VBG;
    case BD_XPOS_VBN: return X_VBN;
    case BD_XPOS_VBP: return X_VBP;
    case BD_XPOS_VBZ: return X_VBZ;
    default: return X_OTHER;
    }
}
