/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"
#include "test.h"

/* The mention whose phrase is `words`, the k-th of them. */
static const bede_mention *mention(const bede_article *a, const char *words, int k) {
    for (size_t i = 0; i < a->n_mentions; i++)
        if (reading_span_is(a, a->mentions[i].span, words) && k-- == 0)
            return &a->mentions[i];
    fprintf(stderr, "no mention \"%s\"; there are:\n", words);
    for (size_t i = 0; i < a->n_mentions; i++)
        fprintf(stderr, "  %.*s\n", (int)(a->mentions[i].span.end - a->mentions[i].span.start),
                a->text.s + a->mentions[i].span.start);
    return NULL;
}

static void is_a(const bede_mention *m, const char *code, const char *sector) {
    CHECK(m != NULL);
    if (!m)
        return;
    CHECK_TEXT(m->who.code, strlen(m->who.code), code);
    CHECK_TEXT(m->who.sector, strlen(m->who.sector), sector);
}

static void one(const char *text, const char *words, const char *code, const char *sector) {
    is_a(mention(reading_of(text, "2019-05-15", BEDE_INPUT_SENTENCE), words, 0), code, sector);
}

static void grammar(void) {
    one("Chilean soldiers arrested a smuggler.", "Chilean soldiers", "CHL", "MIL");
    one("The Peruvian foreign minister resigned.", "The Peruvian foreign minister", "PER", "GOV");
    one("Peru's army attacked the camp.", "Peru's army", "PER", "MIL");
    one("A former president of Peru was arrested.", "A former president of Peru", "PER", "ELI");
    one("Boko Haram attacked a village.", "Boko Haram", "BOK", "REB");
    one("The U.N. condemned the attack.", "The U.N.", "UNO", "IGO");
    one("The Kremlin rejected the plan.", "The Kremlin", "RUS", "GOV");
}

/* What a person is depends on the day. */
static void offices(void) {
    const char *text = "Barack Obama met the king of Norway.";
    is_a(mention(reading_of(text, "2012-05-15", BEDE_INPUT_SENTENCE), "Barack Obama", 0), "USA",
         "GOV");
    is_a(mention(reading_of(text, "2019-05-15", BEDE_INPUT_SENTENCE), "Barack Obama", 0), "USA",
         "ELI");
}

/* An unknown name takes its role from the article, before and behind the place that tells it. */
static void learned(void) {
    const bede_article *a = reading_of(
        "Zarbani Meets Rebels\n\nChadian Defense Minister Idrissou Zarbani met rebels in Faya on "
        "Monday.\n\nZarbani said that the rebels had agreed to disarm. He thanked them.\n",
        "2019-05-15", BEDE_INPUT_TEXT);
    is_a(mention(a, "Zarbani", 0), "TCD", "GOV");
    const bede_mention *he = mention(a, "He", 0), *name = mention(a, "Zarbani", 0);
    is_a(he, "TCD", "GOV");
    CHECK(he && name && he->entity == name->entity);
}

static void no_actors(void) {
    const bede_article *a =
        reading_of("It rained on the roof, and the plan was good.", NULL, BEDE_INPUT_SENTENCE);
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(!a->mentions[i].who.code[0]);
    a = reading_of("They told us to wait.", NULL, BEDE_INPUT_SENTENCE);
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(strcmp(a->mentions[i].who.code, "USA") != 0);
}

int main(void) {
    reading_start();
    grammar();
    offices();
    learned();
    no_actors();
    reading_end();
    return test_end();
}
