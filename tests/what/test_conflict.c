/* SPDX-License-Identifier: Apache-2.0 */
/* The conflict side with the built-in knowledge: sentences whose trees need undoing, and what codes
 * nothing. */
#include "test.h"

#include "reading.h"

/* "TYPE A > B; ..." by codes, in order. */
static void codes(const char *text, bede_input input, const char *want) {
    const bede_article *a = reading_of(text, "2020-05-01", input);
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

static void sentence(const char *text, const char *want) {
    codes(text, BEDE_INPUT_SENTENCE, want);
}

static void undone(void) {
    sentence("Norway arrested and deported two Chadian sailors.", "COERCE NOR > TCD");
    sentence("A U.S. drone strike killed a Chadian commander.", "ASSAULT USA > TCD");
    sentence("Norway rejected accusations that Chad had poisoned the Libyan minister.",
             "REJECT NOR > ");
    sentence("Norwegian troops came under fire in Chad.", "ASSAULT  > NOR");
    sentence("The bombing of Chad by Libya killed dozens.", "ASSAULT LBY > TCD");
}

static void warnings(void) {
    sentence("Norway warned that it would attack Chad.", "THREATEN NOR > TCD");
    sentence("Norway warned that Libya would attack Chad.", "ASSAULT LBY > TCD");
}

static void everyday(void) {
    sentence("The Norwegian minister struck a pose.", "");
    sentence("The Norwegian film bombed at the box office.", "");
    sentence("In March Norway counted its ships.", "");
}

/* Full of the words of markets, and none of politics. */
static void off_topic(void) {
    codes("Norway sued Chad on Monday. Profits rose, and the shares of the retailer gained as "
          "investors and analysts bet on a takeover. The merger would lift revenue, earnings and "
          "the dividend, the company said. Shareholders will vote on the stake in the quarter.\n",
          BEDE_INPUT_CLEAN, "");
    codes("Norway sued Chad on Monday. The minister said that the government, its parliament and "
          "the president had waited for years. The shares of a retailer fell, and investors and "
          "analysts waited. Troops and police slept at the border. The opposition was silent.\n",
          BEDE_INPUT_CLEAN, "ACCUSE NOR > TCD");
}

int main(void) {
    reading_start();
    undone();
    warnings();
    everyday();
    off_topic();
    reading_end();
    return test_end();
}
