/* SPDX-License-Identifier: Apache-2.0 */
/* Regular inflection undone. Each takes a word in lower case, changes it in place and gives back
 * its length; the array must hold one byte more than the word. */
#ifndef BD_SENTENCE_LEMMA_RULES_H
#define BD_SENTENCE_LEMMA_RULES_H

#include "base/view.h"

size_t bd_lemma_s(char *s, size_t n);    /* plurals of nouns, third persons of verbs */
size_t bd_lemma_past(char *s, size_t n); /* "-ed" */
size_t bd_lemma_ing(char *s, size_t n);  /* "-ing" */
size_t bd_lemma_more(char *s, size_t n); /* "-er" and "-est" of adjectives */

#endif
