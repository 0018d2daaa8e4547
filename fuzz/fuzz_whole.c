/* SPDX-License-Identifier: Apache-2.0 */
/* Text to events. The mutator moves words about as well as bytes, so that what comes through the
 * parser is odd language and not only noise; what it makes is a function of its seed. */
#include "check.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned seed);

static const char *const words[] = {
    "Russia",
    "Iranian",
    "the",
    "president",
    "of",
    "France's",
    "he",
    "they",
    "\"",
    "said",
    "that",
    "accused",
    "denied",
    "will",
    "not",
    "killing",
    "attacked",
    "talks",
    "with",
    "and",
    "by",
    "to",
    ",",
    ".",
    ".\n\n",
    "on",
    "Monday",
    "May 31, 2015",
    "last week",
    "in",
    "Moscow",
    "troops",
    "police",
    "which",
    "who",
    "according",
    "Reuters",
    "told",
    "met",
    "both",
    "two",
    "leaders",
    "former",
    "minister",
    "foreign",
    "must",
    "if",
    "(",
    ")",
    "\xe2\x80\x9c",
    "\xe2\x80\x9d",
    "\xe2\x80\x94",
    "'s",
    "sanctions",
    "aid",
    "urged",
    "threatened",
    "signed",
    "agreement",
    "withdrew",
    "protesters",
    "arrested",
    "bombed",
    "visited",
    "calls",
    "ceasefire",
    "rejected",
    "spokesman",
    "embassy",
    "the day before",
    "be",
    "being",
    "been",
    "have",
    "to have",
    "its",
    "than",
    "each other",
    "EU",
    "U.N.",
    "Turkey",
    "Georgia",
    "between",
    "neither",
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static bede_knowledge *know;
    static bede_reader *reader;
    bede_error err = {0};
    if (!reader) {
        know = bede_knowledge_builtin(&err);
        reader = know ? bede_reader_new(know, &err) : NULL;
        PROMISE(reader != NULL);
    }
    bede_options o = {.input = n % 7 ? BEDE_INPUT_CLEAN : BEDE_INPUT_TEXT,
                      .date = {2019, 11, n % 5 ? 3 : 0}};
    if (!o.date.day)
        o.date = (bede_date){0};
    const bede_article *a = bede_read(reader, "fuzz", bytes, n, &o, &err);
    if (a) {
        check_page(a);
        check_events(a);
    }
    return 0;
}

static unsigned next(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* From any byte to the next blank. */
static size_t blank_after(const uint8_t *bytes, size_t n, size_t at) {
    while (at < n && bytes[at] != ' ')
        at++;
    return at;
}

static size_t put_word(uint8_t *bytes, size_t n, size_t most, unsigned *seed) {
    const char *w = words[next(seed) % (sizeof words / sizeof *words)];
    size_t at = n ? blank_after(bytes, n, next(seed) % n) : 0, len = strlen(w) + 1;
    if (n + len > most)
        return n;
    memmove(bytes + at + len, bytes + at, n - at);
    bytes[at] = ' ';
    memcpy(bytes + at + 1, w, len - 1);
    return n + len;
}

static size_t drop_word(uint8_t *bytes, size_t n, unsigned *seed) {
    if (n < 2)
        return n;
    size_t from = blank_after(bytes, n, next(seed) % n);
    size_t to = from < n ? blank_after(bytes, n, from + 1) : n;
    memmove(bytes + from, bytes + to, n - to);
    return n - (to - from);
}

/* A run of words once more, elsewhere. */
static size_t copy_words(uint8_t *bytes, size_t n, size_t most, unsigned *seed) {
    uint8_t run[256];
    if (n < 2)
        return n;
    size_t from = blank_after(bytes, n, next(seed) % n), to = from;
    for (unsigned k = 1 + next(seed) % 6; k && to < n; k--)
        to = blank_after(bytes, n, to + 1);
    size_t len = to - from, at = blank_after(bytes, n, next(seed) % n);
    if (!len || len > sizeof run || n + len > most)
        return n;
    memcpy(run, bytes + from, len);
    memmove(bytes + at + len, bytes + at, n - at);
    memcpy(bytes + at, run, len);
    return n + len;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned seed) {
    if (seed % 5 == 0)
        return LLVMFuzzerMutate(bytes, n, most);
    for (unsigned k = 1 + next(&seed) % 4; k; k--)
        switch (next(&seed) % 3) {
        case 0: n = drop_word(bytes, n, &seed); break;
        case 1: n = copy_words(bytes, n, most, &seed); break;
        default: n = put_word(bytes, n, most, &seed);
        }
    return n;
}
