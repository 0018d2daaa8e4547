/* SPDX-License-Identifier: Apache-2.0 */
/* The day of texts that nobody dated, and how events share the days that are told. */
#include "reading.h"
#include "test.h"

static void day_is(const char *text, const char *want, bede_basis basis) {
    const bede_article *a = reading_of(text, NULL, BEDE_INPUT_TEXT);
    char buf[11];
    bede_date_format(a->published, buf);
    CHECK_TEXT(buf, strlen(buf), want);
    CHECK_INT(a->basis, basis);
    CHECK((a->n_reckoning > 0) == (basis == BEDE_BASIS_INFERRED));
}

static void reckoned(void) {
    /* The year named last, and who is in office. */
    day_is(
        "French President Emmanuel Macron met Kenyan President Uhuru Kenyatta in Nairobi on "
        "March 13.\n\nOn March 13 Macron also visited a school that was built in 2018.\n\nThe two "
        "leaders signed an agreement.\n",
        "2018-03-13", BEDE_BASIS_INFERRED);
    /* The weekday decides between the years. */
    day_is("The ministers of Chad and Niger met on Wednesday, May 15.\n\nThey had met in 2018 for "
           "the first time.\n\nThe talks went on.\n",
           "2019-05-15", BEDE_BASIS_INFERRED);
    /* An office that was held before the year named last does not count. */
    day_is(
        "U.S. President Barack Obama met German Chancellor Angela Merkel on June 7.\n\nOn June 7 "
        "Obama also met the Italian premier.\n\nMerkel had visited Washington in 2014.\n",
        "2014-06-07", BEDE_BASIS_INFERRED);
    /* Nothing that decides: no day at all. */
    day_is("The ministers of Chad and Niger met on May 15.\n\nOn May 15 they signed a pact.\n\nThe "
           "talks went on.\n",
           "", BEDE_BASIS_NONE);
    day_is("The minister spoke on April 14.\n\nIn 2016 he had said the same.\n\nNobody listened.\n",
           "", BEDE_BASIS_NONE);
}

static void datelines(void) {
    /* Day from the dateline, year from the one named last and the weekday told. */
    day_is("NAIROBI, Aug. 14 (Savanna Press) - The ministers of Chad and Niger met on Tuesday.\n\n"
           "They had met in 2011 for the first time.\n\nThe talks went on.\n",
           "2012-08-14", BEDE_BASIS_INFERRED);
    day_is("PARIS, March 13 (Seine News) - French President Emmanuel Macron met Kenyan President "
           "Uhuru Kenyatta.\n\nThey had met in 2018 for the first time.\n\nThe talks went on.\n",
           "2018-03-13", BEDE_BASIS_INFERRED);
    /* A dateline alone names no year. */
    day_is("NAIROBI, Aug. 14 (Savanna Press) - The ministers of Chad and Niger met.\n\nThey signed "
           "a pact.\n\nThe talks went on.\n",
           "", BEDE_BASIS_NONE);
    /* A day that is still to come is not the day of the news. */
    day_is("The ministers of Chad and Niger will meet on Wednesday, May 15.\n\nThey had met in "
           "2018 for the first time.\n\nThe talks went on.\n",
           "", BEDE_BASIS_NONE);
    day_is("The talks are scheduled for May 15.\n\nOn May 15 the ministers of Chad and Niger will "
           "meet.\n\nThey had met in 2018 for the first time.\n",
           "", BEDE_BASIS_NONE);
}

/* Nothing here may take long or fail. */
static void hostile(void) {
    enum { TIMES = 1000 };
    static const char *const bits[] = {"On May 15 ",
                                       "a day after 1 day after ",
                                       "99999 years ago ",
                                       "Monday to ",
                                       "since ",
                                       "2014-15-16 ",
                                       "the six-year-old ",
                                       "mid-",
                                       "- ",
                                       "February 31, 0 "};
    for (size_t b = 0; b < sizeof bits / sizeof *bits; b++) {
        size_t n = strlen(bits[b]);
        char *text = malloc(n * TIMES + 1);
        if (!text)
            return;
        for (size_t k = 0; k < TIMES; k++)
            memcpy(text + k * n, bits[b], n + 1);
        const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_TEXT);
        size_t absurd = 0;
        for (size_t k = 0; k < a->n_times; k++)
            absurd += a->times[k].dates.from.year < 1 || a->times[k].dates.from.month > 12 ||
                      a->times[k].dates.from.day > 31 || a->times[k].last < a->times[k].first;
        CHECK_INT(absurd, 0);
        reading_of(text, NULL, BEDE_INPUT_TEXT);
        free(text);
    }
}

/* The event of the type in the article read against 2019-05-15. */
static void event_day(const char *text, bede_event_type type, int k, const char *want) {
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_TEXT);
    char buf[11] = "none";
    for (size_t i = 0; i < a->n_events; i++)
        if (a->events[i].type == type && k-- == 0)
            bede_date_format(a->events[i].dates.from, buf);
    CHECK_TEXT(buf, strlen(buf), want);
}

static void shared(void) {
    /* A headline tells what the lead tells. */
    event_day("Chad recalls its envoy from Niger\n\nNDJAMENA: The government of Chad recalled its "
              "envoy from Niger on Monday after a long quarrel, officials said.\n",
              BEDE_SANCTION, 0, "2019-05-13");
    /* The story goes on. */
    event_day("Rebels abducted four Chadian soldiers on Sunday. They released two of the soldiers "
              "unharmed.\n",
              BEDE_RETREAT, 0, "2019-05-12");
    /* Others' deeds of the same kind are others. */
    event_day("Rebels attacked the Kenyan army in Lamu on Monday.\n\nEthiopian police fired tear "
              "gas at Somali students.\n",
              BEDE_ASSAULT, 1, "2019-05-15");
    event_day("Rebels attacked the Kenyan army in Lamu on Monday.\n\nThe Kenyan army said that the "
              "rebels attacked it at dawn.\n",
              BEDE_ASSAULT, 1, "2019-05-13");
    event_day("Chad recalled its envoy a day after Niger arrested three Chadian officers.\n",
              BEDE_COERCE, 0, "2019-05-14");
    event_day("In March, Chad expelled the governor. He was then arrested by soldiers of Niger.\n",
              BEDE_COERCE, 0, "2019-03");
    event_day("Chad welcomed the release of girls who were kidnapped in 2014.\n", BEDE_RETREAT, 0,
              "2019-05-15");
}

/* Dates inside another noun's name. */
static void owned(void) {
    event_day("Chad condemned last month's attack on Niger.\n", BEDE_ACCUSE, 0, "2019-05-15");
    event_day("Chad condemned last month's attack on Niger.\n", BEDE_ASSAULT, 0, "2019-04");
    event_day("Chad praised the 2015 agreement with Niger.\n", BEDE_SUPPORT, 0, "2019-05-15");
    /* Habits have no day; what is demanded has the day of the words. */
    event_day("Chad has repeatedly condemned Niger.\n", BEDE_ACCUSE, 0, "");
    event_day("Chad urged Niger to release the prisoners by Friday.\n", BEDE_REQUEST, 0,
              "2019-05-15");
    event_day("Chad condemned Niger on Monday.\n", BEDE_ACCUSE, 0, "2019-05-13");
}

int main(void) {
    reading_start();
    reckoned();
    datelines();
    hostile();
    shared();
    owned();
    reading_end();
    return test_end();
}
