/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text saved from pages. All texts are invented. */
#include "test.h"

#include "reading.h"

static const char page[] =
    "Skip to content\n\nBreaking News\n\n"
    "Ministers Of Peru And Chile Sign Water Treaty In Lima\n\n\n"
    "Peru And Chile Sign Water Treaty\nplease wait\n\n0:00 0:00:48 0:00\n\n"
    "WATCH: Peru And Chile Sign Water Treaty\n\n"
    "Published November 3, 2019\nBy Rosa Quispe and Juan Mora\n\n"
    "The foreign ministers of Peru and Chile signed a treaty on Monday about the rivers they "
    "share.\n\n"
    "They did not take questions.\n\n"
    "Advertisement\n\n"
    "Farmers on both sides had asked for the treaty for nearly twenty years, the ministry said.\n\n"
    "Ministers meet at the palace in Lima, November 3, 2019. REUTERS/Ana Flores\n\n"
    "Read more:\nWhy the river Ulla runs dry\n\n"
    "Bolivia's government said that it had not been consulted, and demanded to see the text.\n\n"
    "With reporting by Reuters, dpa, and Andina\n"
    "  \xe2\x80\xa2 16x9 Image\n\n\n"
    "    Andean Post journalists report the news in four languages. We print what others leave "
    "out.\n\n"
    "The paper has been fined twice this year by the authorities.\n\n"
    "All rights reserved.\n";

static void clutter(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, page));
    CHECK(spans_hold(&r));
    CHECK_TEXT(r.a.title.s, r.a.title.n, "Ministers Of Peru And Chile Sign Water Treaty In Lima");
    CHECK(bd_view_starts(r.a.text, "Ministers Of Peru And Chile Sign Water Treaty In Lima\n\n"
                                   "Peru And Chile Sign Water Treaty\n\n"
                                   "Peru And Chile Sign Water Treaty\n\nThe foreign"));
    CHECK(in_block(&r, BEDE_BLOCK_NAVIGATION, "Skip to content"));
    CHECK(in_block(&r, BEDE_BLOCK_NAVIGATION, "Breaking News"));
    CHECK(in_block(&r, BEDE_BLOCK_MEDIA, "please wait"));
    CHECK(in_block(&r, BEDE_BLOCK_MEDIA, "0:00:48"));
    CHECK(in_block(&r, BEDE_BLOCK_BYLINE, "Published"));
    CHECK(in_block(&r, BEDE_BLOCK_ADVERT, "Advertisement"));
    CHECK(in_block(&r, BEDE_BLOCK_RELATED, "river Ulla"));
    CHECK(in_block(&r, BEDE_BLOCK_CREDIT, "With reporting"));
    CHECK(in_block(&r, BEDE_BLOCK_CREDIT, "REUTERS/Ana"));
    CHECK(in_block(&r, BEDE_BLOCK_CAPTION, "at the palace"));
    CHECK(in_block(&r, BEDE_BLOCK_AUTHOR, "Andean Post"));
    CHECK(!in_text(&r, "fined twice"));
    CHECK(!in_text(&r, "REUTERS"));
    CHECK(in_text(&r, "They did not take questions."));
    CHECK(in_text(&r, "Bolivia's government"));
    CHECK_INT(r.a.n_credits, 3);
    CHECK_TEXT(r.a.credits[1].s, r.a.credits[1].n, "dpa");
    CHECK_INT(r.a.n_authors, 2);
    CHECK_TEXT(r.a.authors[1].s, r.a.authors[1].n, "Juan Mora");
    CHECK_INT(r.a.n_media, 2);
    CHECK_INT(r.a.basis, BEDE_BASIS_TEXT);
    CHECK_INT(r.a.published.day, 3);
    CHECK_TEXT(r.a.language.s, r.a.language.n, "en");
    reading_close(&r);
}

/* A page of pure paragraphs loses nothing, whatever set phrases its sentences hold. */
static void pure(void) {
    static const char *const parts[] = {
        "The court ruled that the firm's privacy policy broke the law of the land.",
        "He did not say more.",
        "Copyright holders from three countries sued the ministry in March, the judge said in "
        "court.",
        "\xe2\x80\x9cWe will not go,\xe2\x80\x9d she told our reporters in the town hall on Sunday "
        "night.",
        "Click here, the fraudsters had written, and many of the voters did so without a thought.",
    };
    reading r;
    char text[2048] = "";
    reading_open(&r);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        strcat(text, parts[i]);
        strcat(text, "\n");
    }
    CHECK(read_text(&r, text));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        CHECK(in_text(&r, parts[i]));
    CHECK_INT(r.a.title.n, 0);
    CHECK(r.a.title.s != NULL);
    reading_close(&r);
}

static void wrapped(void) {
    static const char text[] =
        "Strike Ends After Nine Days In Port Of Guayaquil\n\n"
        "Dock workers in the port of Guayaquil ended their strike on Friday when\n"
        "the government agreed to raise their pay, the union's leader said after\n"
        "a night of talks.\n\n"
        "The army, which had been sent to the port on Tuesday, began to withdraw\n"
        "its trucks in the afternoon.\n";
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, text));
    CHECK(in_text(&r, "Friday when the government agreed to raise their pay"));
    CHECK_INT(r.a.n_blocks, 3);
    reading_close(&r);
}

static void datelines(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(
        &r, "Talks Resume Over Bridge In Sava Valley\n\nZAGREB, Nov. 1, 2018 (HINA) \xe2\x80\x94 "
            "Officials from both sides met again on Thursday to speak about the bridge.\n"));
    CHECK_INT(r.a.published.year, 2018);
    CHECK_INT(r.a.published.month, 11);
    CHECK_INT(r.a.basis, BEDE_BASIS_TEXT);
    CHECK_INT(r.a.n_credits, 1);
    CHECK_TEXT(r.a.credits[0].s, r.a.credits[0].n, "HINA");
    CHECK(in_text(&r, "ZAGREB, Nov. 1, 2018 (HINA)"));
    CHECK(read_text(&r, "OLD TOWN, East Bank (Reuters) - The mayor met with the head of the guard "
                        "on Thursday.\n"));
    CHECK_TEXT(r.a.credits[0].s, r.a.credits[0].n, "Reuters");
    CHECK_INT(r.a.basis, BEDE_BASIS_NONE);
    reading_close(&r);
}

static void dates_of_the_caller(void) {
    static const char text[] = "3 November 2019 10:15 GMT\nThe two ministers met in the capital on "
                               "Sunday and spoke about the border.\n";
    reading r;
    bede_options o = {.date = {2020, 2, 1}};
    reading_open(&r);
    CHECK(read_with(&r, text, strlen(text), o));
    CHECK_INT(r.a.published.year, 2019);
    o.force_date = true;
    CHECK(read_with(&r, text, strlen(text), o));
    CHECK_INT(r.a.published.year, 2020);
    CHECK_INT(r.a.basis, BEDE_BASIS_CALLER);
    CHECK(read_with(&r, "They met in the old town and agreed.", 36,
                    (bede_options){.date = {2020, 2, 1}}));
    CHECK_INT(r.a.basis, BEDE_BASIS_CALLER);
    reading_close(&r);
}

static void one_sentence(void) {
    static const char text[] = "Read more: Russia\n accused Georgia of  spying\n";
    reading r;
    reading_open(&r);
    CHECK(read_with(&r, text, strlen(text), (bede_options){.input = BEDE_INPUT_SENTENCE}));
    CHECK_TEXT(r.a.text.s, r.a.text.n, "Read more: Russia accused Georgia of spying");
    CHECK_INT(r.a.n_blocks, 1);
    CHECK_INT(r.a.title.n, 0);
    reading_close(&r);
}

/* A headline in title case that ends with a full stop. */
static void stopped_headline(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(
        &r, "Ministers Meet In Vienna As Talks Over The Harbour Stall Again.\n\n"
            "The ministers of six states met in Vienna on Tuesday and agreed to meet again in "
            "May, though nobody knows about what.\n\nNo one was hurt.\n"));
    CHECK_TEXT(r.a.title.s, r.a.title.n,
               "Ministers Meet In Vienna As Talks Over The Harbour Stall Again.");
    CHECK(read_text(
        &r, "The ministers of six states met in Vienna on Tuesday and agreed to meet.\n\n"
            "They agreed on nothing but the day of the next meeting, which will be in May, the "
            "spokesman of the host said.\n"));
    CHECK_INT(r.a.title.n, 0);
    reading_close(&r);
}

int main(void) {
    stopped_headline();
    clutter();
    pure();
    wrapped();
    datelines();
    dates_of_the_caller();
    one_sentence();
    return test_end();
}
