/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"
#include "test.h"

static const bede_place *place(const bede_article *a, const char *name) {
    for (size_t i = 0; i < a->n_places; i++)
        if (reading_span_is(a, a->places[i].span, name))
            return &a->places[i];
    return NULL;
}

static void found(const char *text, const char *name, const char *country, int kind) {
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_SENTENCE);
    const bede_place *p = place(a, name);
    CHECK(p != NULL);
    if (!p)
        return;
    CHECK_TEXT(p->country, strlen(p->country), country);
    CHECK_INT(p->kind, kind);
}

static void act_is_in(const char *text, const char *place_name) {
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_SENTENCE);
    CHECK(a->n_events >= 1);
    if (!a->n_events)
        return;
    uint32_t at = a->events[0].place;
    if (!place_name) {
        CHECK(at >= a->n_places);
    } else {
        CHECK(at < a->n_places && reading_span_is(a, a->places[at].span, place_name));
    }
}

int main(void) {
    reading_start();
    found("The presidents of Chile and Peru met in Valparaiso on Monday.", "Valparaiso", "CHL",
          BEDE_PLACE_CITY);
    found("Soldiers attacked rebels in the Donbas on Monday.", "Donbas", "UKR", BEDE_PLACE_REGION);
    found("Soldiers attacked rebels in northern Mali.", "Mali", "MLI", BEDE_PLACE_COUNTRY);
    const bede_article *a =
        reading_of("The Peruvian minister criticized the Chilean navy.", NULL, BEDE_INPUT_SENTENCE);
    CHECK_INT(a->n_places, 0);
    a = reading_of("It was a nice reading of the man of the march.", NULL, BEDE_INPUT_SENTENCE);
    CHECK_INT(a->n_places, 0);
    act_is_in("The presidents of Chile and Peru met in Valparaiso on Monday.", "Valparaiso");
    act_is_in("Chile condemned Peru.", NULL);
    reading_end();
    return test_end();
}
