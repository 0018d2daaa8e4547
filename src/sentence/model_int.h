/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_SENTENCE_MODEL_INT_H
#define BD_SENTENCE_MODEL_INT_H

#include "base/limits.h"
#include "sentence/form.h"
#include "sentence/kernel.h"
#include "sentence/model.h"
#include "sentence/model_file.h"

struct bd_model {
    bd_model_head head;
    const uint64_t *hashes;
    const int8_t *form_rows, *sub_rows;
    bd_weights in[BD_MODEL_LAYERS][2], rec[BD_MODEL_LAYERS][2], heads;
    const float *root, *rel_root, *U, *u, *out, *out_b;
    uint8_t upos_of[BD_MODEL_MAX_CLASSES], xpos_of[BD_MODEL_MAX_CLASSES],
        rel_of[BD_MODEL_MAX_CLASSES]; /* class -> number of sentence/tags.h */
    const bd_kernel *kernel;
};

enum {
    BD_RUN_SENTENCES = 32, /* of one round */
    BD_RUN_WORDS = 192,    /* of one round, unless one sentence has more */
    BD_RUN_LANES = 6,      /* sentences that the recurrence walks through side by side */
    BD_RUN_CACHE = 8192,   /* word forms whose first products are remembered; a power of two */
};

#endif
