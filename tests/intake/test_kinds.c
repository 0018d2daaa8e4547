/* SPDX-License-Identifier: Apache-2.0 */
/* Feeds, JSON lines and mail from memory: what comes out, and what hostile ones cost. */
#include "bede.h"
#include "test.h"

#include <stdlib.h>

/* All pages of an input, each with a "|" behind; "!" for one that cannot be read. */
static char *texts(const char *bytes, size_t n, const bede_source_options *o) {
    static char out[4096];
    bede_error err = {0};
    bede_item item;
    size_t used = 0;
    bede_source *s = bede_source_over("test", bytes, n, o, &err);
    out[0] = '\0';
    for (int got; s && (got = bede_source_next(s, &item, &err)) != 0;)
        used += (size_t)(got < 0 ? snprintf(out + used, sizeof out - used, "!|")
                                 : snprintf(out + used, sizeof out - used, "%.*s|", (int)item.n,
                                            (const char *)item.bytes));
    bede_source_free(s);
    return out;
}

#define TEXTS(literal) texts("" literal, sizeof literal - 1, NULL)
#define IS(got, want) CHECK_TEXT((got), strlen(got), want)

static void mail(void) {
    /* A message without a part that can be read: found by the fuzzer. */
    const char *got = TEXTS("From a\nContent-Type: text/html\n\n");
    IS(got, "!|");
}

int main(void) {
    mail();
    return test_end();
}
