/* SPDX-License-Identifier: Apache-2.0 */
/* Reads one invented sentence or text with the built-in knowledge, for tests of the later rooms. */
#ifndef BEDE_TEST_READING_H
#define BEDE_TEST_READING_H

#include "bede.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bede_knowledge *reading_know;
static bede_reader *reading_reader;

static inline void reading_start(void) {
    bede_error err = {0};
    reading_know = bede_knowledge_builtin(&err);
    reading_reader = reading_know ? bede_reader_new(reading_know, &err) : NULL;
    if (!reading_reader) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        exit(1);
    }
}

static inline void reading_end(void) {
    bede_reader_free(reading_reader);
    bede_knowledge_free(reading_know);
}

/* `day` is the article's date, NULL for none. */
static inline const bede_article *reading_of(const char *text, const char *day, bede_input input) {
    bede_options options = {.input = input};
    bede_error err = {0};
    if (day)
        bede_date_parse(day, &options.date);
    const bede_article *a = bede_read(reading_reader, "test", text, strlen(text), &options, &err);
    if (!a) {
        fprintf(stderr, "%s: %s\n", err.where, err.what);
        exit(1);
    }
    return a;
}

static inline int reading_span_is(const bede_article *a, bede_span s, const char *want) {
    return s.end - s.start == strlen(want) && !memcmp(a->text.s + s.start, want, strlen(want));
}

#endif
