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
    one("The Guardian Council rejected the plan.", "The Guardian Council", "IRN", "JUD");
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

static const bede_article *text(const char *words) {
    return reading_of(words, "2019-05-15", BEDE_INPUT_TEXT);
}

/* "Both sides" and "they" stand for the two named before. */
static void pairs(void) {
    const bede_article *a = text("Kenya and Uganda held talks in Nairobi on Monday.\n\nBoth sides "
                                 "signed an agreement. They will build a road.\n");
    const bede_mention *both = mention(a, "Both sides", 0), *they = mention(a, "They", 0);
    CHECK(both && both->n_members == 2 && they && they->n_members == 2);
    for (size_t k = 0; both && k < both->n_members; k++)
        CHECK(!strcmp(a->mentions[both->members[k]].who.code, k ? "UGA" : "KEN"));
}

/* Soldiers are of the army that the article speaks of, police of the place. */
static void described(void) {
    const bede_article *a =
        text("Ecuador's army crossed the border with Colombia on Monday.\n\nThe soldiers then went "
             "home.\n");
    is_a(mention(a, "The soldiers", 0), "ECU", "MIL");
    a = text("Gunmen attacked a church in the Colombian city of Cali on Monday.\n\nChile's "
             "president condemned the attack. Residents fled, and police arrived at noon.\n");
    is_a(mention(a, "police", 0), "COL", "COP");
    a = text("Al-Shabaab killed two teachers in Kenya on Monday.\n\nThe militants then left.\n");
    is_a(mention(a, "The militants", 0), "SHB", "REB");
}

/* A first name tells whom "she" is. */
static void genders(void) {
    const bede_article *a = text("Chilean senator Maria Zorbes met Peruvian senator Pedro Quanto "
                                 "in Lima. She praised the plan, and he rejected it.\n");
    const bede_mention *she = mention(a, "She", 0), *he = mention(a, "he", 0);
    is_a(she, "CHL", "LEG");
    is_a(he, "PER", "LEG");
}

/* Whom something is directed at does not own it; a weapon acts for its owner alone. */
static void not_owners(void) {
    const bede_article *a = text("Anti-Maduro protesters marched in Bogota, Colombia.\n");
    is_a(mention(a, "Anti-Maduro protesters", 0), "COL", "CVL");
    a = text("Three missiles fired towards Japan fell into the sea.\n");
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(!strstr("missiles", a->mentions[i].who.code) || !a->mentions[i].who.sector[0] ||
              a->mentions[i].flags & BEDE_MENTION_PLACE);
    a = text("South Korea and North Korea held talks. The North then walked out.\n");
    is_a(mention(a, "The North", 0), "PRK", "");
}

/* Two sides that nobody counts, each of another camp, whichever of its offices is named. */
static void sides(void) {
    const bede_article *a = text(
        "Peru's foreign minister met Ecuador's defence minister in Lima on Monday.\n\nPeru and "
        "its envoy spoke first, then Ecuador spoke. Brazil urged the sides to go on.\n");
    const bede_mention *sides = mention(a, "the sides", 0);
    CHECK(sides && sides->n_members == 2);
    for (size_t k = 0; sides && k < sides->n_members; k++)
        CHECK(!strcmp(a->mentions[sides->members[k]].who.code, k ? "ECU" : "PER"));
}

/* A junta has one owner in an article, however many governments speak in it. */
static void one_owner(void) {
    const bede_article *a =
        text("ABUJA - Nigeria's government warned the Niger junta on Monday.\n\nThe Nigerian army "
             "said that Nigerian troops were ready. Nigeria's foreign minister spoke in Abuja.\n\n"
             "The junta refused to yield. The coup leaders arrested a minister.\n");
    is_a(mention(a, "The junta", 0), "NER", "GOV");
    is_a(mention(a, "The coup leaders", 0), "NER", "MIL");
    a = text("Kenya's army freed two soldiers from Uganda on Monday.\n");
    is_a(mention(a, "two soldiers", 0), "UGA", "MIL");
}

/* Those whose body the article explained, and who lives next door. */
static void owners(void) {
    const bede_article *a =
        text("Chile's largest trade union, the ZOTU, called a strike on Monday.\n\nZOTU chief "
             "Ramiro Quanto criticised the government. Pedro Zarlo, head of the country's oldest "
             "union, disagreed with Quanto.\n");
    is_a(mention(a, "ZOTU chief Ramiro Quanto", 0), "CHL", "LAB");
    is_a(mention(a, "Pedro Zarlo, head of the country's oldest union", 0), "CHL", "LAB");
    is_a(mention(a, "Quanto", 0), "CHL", "LAB");
    a = text(
        "Kenya closed its border with Uganda on Monday.\n\nUganda protested. Kenya then cut off "
        "power to its western neighbour.\n");
    is_a(mention(a, "its western neighbour", 0), "UGA", "GOV");
}

/* Two pronouns of one verb are two; he who speaks stays the one who speaks. */
static void two_pronouns(void) {
    const bede_article *a = text("Chile's president met senators from Peru on Monday.\n\nHe told "
                                 "them to wait.\n");
    const bede_mention *he = mention(a, "He", 0), *them = mention(a, "them", 0);
    is_a(he, "CHL", "GOV");
    CHECK(them && he && them->entity != he->entity);
}

static void no_actors(void) {
    const bede_article *a =
        reading_of("It rained on the roof, and the plan was good.", NULL, BEDE_INPUT_SENTENCE);
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(!a->mentions[i].who.code[0]);
    a = reading_of("They told us to wait.", NULL, BEDE_INPUT_SENTENCE);
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(strcmp(a->mentions[i].who.code, "USA") != 0);
    a = text("Any attack on Chile would be answered with force, the Chilean army said.\n");
    for (size_t i = 0; i < a->n_mentions; i++)
        CHECK(!reading_span_is(a, a->mentions[i].span, "force"));
}

int main(void) {
    reading_start();
    grammar();
    offices();
    learned();
    pairs();
    described();
    genders();
    not_owners();
    sides();
    one_owner();
    two_pronouns();
    owners();
    no_actors();
    reading_end();
    return test_end();
}
