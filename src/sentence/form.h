/* SPDX-License-Identifier: Apache-2.0 */
/* What the model sees of a word by itself: a pure function of its form, the same in training and at
 * run time. */
#ifndef BD_SENTENCE_FORM_H
#define BD_SENTENCE_FORM_H

#include "base/view.h"

enum { BD_FORM_MAX_FEATURES = 48, BD_FORM_MAX_NORM = 64 };

/* The form as the vocabulary keeps it: lower case, no accents, curly quotes and dashes plain, every
 * digit a 0. Cut at BD_FORM_MAX_NORM bytes. Gives back the length. */
size_t bd_form_normal(bede_view form, char out[BD_FORM_MAX_NORM]);

/* Hashed features: prefixes, suffixes, letter trigrams, shape. Bucket numbers below `buckets` go to
 * ids; gives back how many, at least one. */
size_t bd_form_features(bede_view form, uint32_t buckets, uint32_t ids[BD_FORM_MAX_FEATURES]);

#endif
