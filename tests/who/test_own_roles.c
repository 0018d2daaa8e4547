/* SPDX-License-Identifier: Apache-2.0 */
/* A role at the very end of a dictionary: its plural was made of bytes behind it (the fuzzer). */
#include "reading.h"
#include "test.h"

static void count(void *ctx, const char *file, size_t line, const char *what) {
    (void)file, (void)line, (void)what;
    ++*(int *)ctx;
}

int main(void) {
    static const char table[] = "sector\tphrase\nLAB\tharbour pilot";
    int told = 0;
    bede_error err = {0};
    reading_start();
    char *exact = malloc(sizeof table - 1);
    memcpy(exact, table, sizeof table - 1);
    CHECK_INT(bede_add_actors(reading_know, "own", (bede_view){exact, sizeof table - 1}, count,
                              &told, &err),
              0);
    CHECK_INT(told, 0);
    free(exact);
    const bede_article *a =
        reading_of("Harbour pilots met the president of Peru.", "2019-11-03", BEDE_INPUT_SENTENCE);
    bool found = false;
    for (size_t i = 0; i < a->n_mentions; i++)
        found |= strcmp(a->mentions[i].who.sector, "LAB") == 0;
    CHECK(found);
    reading_end();
    return test_end();
}
