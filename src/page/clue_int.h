/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_PAGE_CLUE_INT_H
#define BD_PAGE_CLUE_INT_H

#include "page_int.h"

typedef struct bd_phrase {
    const char *s;
    uint8_t kind;
} bd_phrase;

extern const bd_phrase bd_clue_whole[];
extern const size_t bd_clue_n_whole;
extern const char *const bd_clue_headers[];
extern const size_t bd_clue_n_headers;
extern const bd_phrase bd_clue_starts[];
extern const size_t bd_clue_n_starts;
extern const char *const bd_clue_labels[];
extern const size_t bd_clue_n_labels;
extern const bd_phrase bd_clue_strong[];
extern const size_t bd_clue_n_strong;
extern const bd_phrase bd_clue_weak[];
extern const size_t bd_clue_n_weak;

#endif
