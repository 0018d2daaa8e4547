/* SPDX-License-Identifier: Apache-2.0 */
/* Which outlet an event is credited to: one that reports, not one that something is done to. */
#include "reading.h"
#include "test.h"

typedef struct row {
    const char *text, *outlet;
} row;

static const row ROWS[] = {
    {"Reuters reported that Chad had expelled the French ambassador.", "Reuters"},
    {"Sudanese police raided the offices of Al Jazeera in Khartoum.", ""},
    {"Egypt attacked Libya, state television said.", "state television"},
    {"According to the Anadolu agency, Turkish police arrested twelve activists in Ankara.",
     "Anadolu Agency"},
    {"Turkish police arrested twelve activists in Ankara, according to the Anadolu agency.",
     "Anadolu Agency"},
    {"Turkey attacked Syria on Monday.", ""},
};

int main(void) {
    reading_start();
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++) {
        const bede_article *a = reading_of(ROWS[k].text, "2022-03-07", BEDE_INPUT_CLEAN);
        CHECK(a->n_events > 0);
        if (!a->n_events)
            continue;
        bede_view v = a->events[0].reported_by;
        bool same = v.n == strlen(ROWS[k].outlet) && (!v.n || !memcmp(v.s, ROWS[k].outlet, v.n));
        if (!same)
            fprintf(stderr, "another outlet: %s (%.*s)\n", ROWS[k].text, (int)v.n, v.n ? v.s : "");
        CHECK(same);
    }
    reading_end();
    return test_end();
}
