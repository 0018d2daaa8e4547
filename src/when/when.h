/* SPDX-License-Identifier: Apache-2.0 */
/* when: temporal expressions and what they mean against the article's date. */
#ifndef BD_WHEN_H
#define BD_WHEN_H

#include "base/arena.h"
#include "sentence/deps.h"

/* Fills a->times, in text order: "on October 31", "last week", "two years ago", "since 2015".
 * Relative ones are left out if the article has no date. */
void bd_when_read(bd_arena *arena, bede_article *a);

/* The expression that dates the act at `word` (of the sentence that `d` was built for): one in the
 * act's own clause, else in a clause that governs it; *own if nothing else can be meant: inside a
 * noun's phrase, or in a verb's clause. False if none does. */
bool bd_when_of(const bede_article *a, const bd_deps *d, int32_t word, bede_dates *out, bool *own);

/* What an undated text tells of its own day. */
enum { BD_WHEN_CLUES = 32 };
typedef struct bd_when_clue {
    uint8_t month, day;
    int8_t weekday;    /* named beside it: 0 Monday .. 6; -1 for none */
    bool dateline;     /* it stands before the text */
    bool ahead;        /* told as to come, or planned */
    uint32_t sentence; /* of its first mention */
    uint32_t times;    /* it is named */
    uint32_t past;     /* of these, with a verb in the past */
} bd_when_clue;
typedef struct bd_when_clues {
    bd_when_clue days[BD_WHEN_CLUES]; /* without a year, in text order */
    size_t n_days;
    int latest_year;  /* that the text names; 0 for none */
    int lead_weekday; /* the first that something is told of as past, near the top; -1 for none */
} bd_when_clues;
/* Before bd_when_read(); needs the sentences alone. */
void bd_when_read_clues(bd_arena *arena, bede_article *a, bd_when_clues *out);

/* Two acts of one sentence whose distance is told: "X met Y a day after Z left". */
typedef struct bd_when_link {
    int32_t days;  /* the outer act lies so many days behind the inner one */
    bool inside;   /* the act asked for is the inner one */
    int32_t other; /* top word of the clause or phrase of the other */
} bd_when_link;
/* False if the act at `word` is told in no such way. */
bool bd_when_anchor(bd_arena *arena, const bede_article *a, const bd_deps *d, int32_t word,
                    bd_when_link *out);

#endif
