/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/sentence_int.h"

const char *bd_feats_name(unsigned feats) {
    (void)feats;
    return "_";
}

uint16_t feats_of(bede_view form, bede_view lemma, unsigned upos, unsigned xpos) {
    (void)form;
    (void)lemma;
    (void)upos;
    (void)xpos;
    return 0;
}
