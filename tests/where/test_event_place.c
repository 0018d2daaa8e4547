/* SPDX-License-Identifier: Apache-2.0 */
/* The place of an event: the clause's own, what a preposition means for its type, datelines. */
#include "reading.h"
#include "test.h"

typedef struct row {
    const char *text, *trigger;
    const char *place; /* NULL: none */
} row;

static const row ROWS[] = {
    {"Chile condemned Peru.", "condemned", NULL},
    {"The European Union imposed sanctions on Belarus.", "imposed", NULL},
    {"The presidents of Chile and Peru met in Valparaiso.", "met", "Valparaiso"},
    {"In Valparaiso, the presidents of Chile and Peru met.", "met", "Valparaiso"},
    {"Rebels attacked Gwoza, a town in Borno state.", "attacked", "Gwoza"},
    {"Rebels attacked soldiers in the northern Syrian town of Azaz.", "attacked", "Azaz"},
    {"Israel bombed Khan Younis in the Gaza Strip.", "bombed", "Khan Younis"},
    {"The president of Chad visited Niamey.", "visited", "Niamey"},
    {"The pope visited Bangui and called for peace.", "called", "Bangui"},
    {"The president, who visited Nairobi last week, met opposition leaders in Kampala.", "visited",
     "Nairobi"},
    {"The president, who visited Nairobi last week, met opposition leaders in Kampala.", "met",
     "Kampala"},
    {"Speaking in Ankara, the minister condemned the United States.", "condemned", "Ankara"},
    {"The Kabul attack killed nine people.", "attack", "Kabul"},
    {"Rebels shot down a helicopter over Sloviansk, Ukraine.", "shot", "Sloviansk"},
    {"Ukrainian forces withdrew from Avdiivka.", "withdrew", "Avdiivka"},
    {"Lebanese troops fought militants on the outskirts of Arsal.", "fought", "Arsal"},
    {"Russia launched missiles at Odesa from the Black Sea.", "launched", "Odesa"},
    {"The Paris agreement was criticized by Brazil.", "criticized", NULL},
    {"A court in Cairo sentenced ten men to death.", "sentenced", "Cairo"},
    {"A drone killed three men in Shabwa.", "killed", "Shabwa"},
    {"Five civilians were killed when a shell hit a market in Shabwa.", "hit", "Shabwa"},
    {"The refugees fled Homs after soldiers bombed hospitals there.", "bombed", "Homs"},
    {"Sudanese troops attacked rebels in the south of the capital on Sunday, and Sudan's minister "
     "praised Sudan's army.",
     "attacked", "capital"},
};

static const bede_event *event(const bede_article *a, const char *trigger) {
    for (size_t i = 0; i < a->n_events; i++) {
        bede_view v = {a->text.s + a->events[i].trigger.start,
                       a->events[i].trigger.end - a->events[i].trigger.start};
        size_t n = strlen(trigger);
        for (size_t k = 0; k + n <= v.n; k++)
            if (!memcmp(v.s + k, trigger, n))
                return &a->events[i];
    }
    return NULL;
}

static void dateline(const char *text, const char *place) {
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_TEXT);
    CHECK(a->n_events >= 1);
    if (!a->n_events)
        return;
    uint32_t at = a->events[0].place;
    CHECK(place ? at < a->n_places && reading_span_is(a, a->places[at].span, place)
                : at >= a->n_places);
}

int main(void) {
    reading_start();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const bede_article *a = reading_of(ROWS[i].text, "2019-05-15", BEDE_INPUT_SENTENCE);
        const bede_event *e = event(a, ROWS[i].trigger);
        bool ok = e != NULL;
        if (e && ROWS[i].place)
            ok = e->place < a->n_places &&
                 reading_span_is(a, a->places[e->place].span, ROWS[i].place);
        else if (e)
            ok = e->place >= a->n_places;
        if (!ok)
            fprintf(stderr, "%s [%s]\n", ROWS[i].text, ROWS[i].trigger);
        CHECK(ok);
    }
    dateline("BEIJING (Agency) - China on Friday condemned the launch of a missile by its "
             "neighbor, and a spokesman repeated the words later.",
             "BEIJING");
    dateline("WASHINGTON (Agency) - China on Friday condemned Japan for the launch of a "
             "missile, and a spokesman repeated the words later.",
             NULL);
    reading_end();
    return test_end();
}
