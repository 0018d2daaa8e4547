/* SPDX-License-Identifier: Apache-2.0 */
/* Recipients that are things, crowds without a name, and whom a protest is meant for. */
#include "test.h"

#include "reading.h"

static void sentence(const char *text, const char *want) {
    const bede_article *a = reading_of(text, "2020-05-01", BEDE_INPUT_SENTENCE);
    char got[256] = "";
    size_t n = 0;
    for (size_t i = 0; i < a->n_events && n < sizeof got - 64; i++) {
        const bede_event *e = &a->events[i];
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%s ", i ? "; " : "",
                              bede_event_name(e->type));
        for (size_t k = 0; k < e->n_actors && n < sizeof got - 16; k++)
            n += (size_t)snprintf(got + n, sizeof got - n, "%s", e->actors[k].who.code);
        n += (size_t)snprintf(got + n, sizeof got - n, " > ");
        for (size_t k = 0; k < e->n_recipients && n < sizeof got - 16; k++)
            n += (size_t)snprintf(got + n, sizeof got - n, "%s", e->recipients[k].who.code);
    }
    CHECK_TEXT(got, strlen(got), want);
}

static void things(void) {
    sentence("Norwegian troops shelled a market in Khartoum on Monday.", "ASSAULT NOR > SDN");
    sentence("Norwegian police searched an office.", "COERCE NOR > NOR");
    sentence("Norwegian commandos seized a tanker in the North Sea.", "COERCE NOR > ");
}

static void crowds(void) {
    sentence("Thousands marched in Oslo against the budget.", "PROTEST NOR > ");
}

static void whom(void) {
    sentence("Norway lodged a protest after Chadian troops fired on a ship.",
             "ACCUSE NOR > TCD; ASSAULT TCD > ");
    sentence("Norway voiced alarm at the jailing of students in Chad.",
             "ACCUSE NOR > TCD; COERCE  > TCD");
    sentence("Two Chadian sailors were killed by shelling.", "ASSAULT  > TCD");
    sentence("Norway announced that two Chadian prisoners would be freed.", "RETREAT NOR > TCD");
    sentence("Norway reaffirmed its support for Chad's borders.", "SUPPORT NOR > TCD");
    sentence("A UN report accused Chadian police of theft.", "ACCUSE UNO > TCD");
    sentence("On Monday soldiers shot and wounded a minister of Chad.", "ASSAULT TCD > TCD");
}

/* Verbs that the tagger takes for something else. */
static void verbs(void) {
    sentence("Norway froze new trade with Chad.", "SANCTION NOR > TCD");
    sentence("Norwegian police tear-gassed Chadian marchers.", "ASSAULT NOR > TCD");
    sentence("Norway called for the Chadian students to be freed.", "REQUEST NOR > ");
    sentence("Norway accused neighbouring Chad of theft.", "ACCUSE NOR > TCD");
}

int main(void) {
    reading_start();
    things();
    crowds();
    whom();
    verbs();
    reading_end();
    return test_end();
}
