/* SPDX-License-Identifier: Apache-2.0 */
#include "base/day.h"
#include "reading.h"
#include "test.h"

/* The sentence's first expression of time, against Wednesday 2019-05-15. */
static void time_is(const char *text, const char *words, const char *from, const char *to,
                    bede_precision precision) {
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_SENTENCE);
    char buf[11];
    if (!words) {
        CHECK_INT(a->n_times, 0);
        return;
    }
    CHECK(a->n_times >= 1);
    if (!a->n_times)
        return;
    const bede_time *t = &a->times[0];
    CHECK_TEXT(a->text.s + t->span.start, t->span.end - t->span.start, words);
    bede_date_format(t->dates.from, buf);
    CHECK_TEXT(buf, strlen(buf), from);
    bede_date_format(t->dates.to, buf);
    CHECK_TEXT(buf, strlen(buf), to);
    CHECK_INT(t->dates.precision, precision);
}

static void expressions(void) {
    time_is("The ministers met on March 3, 2017, in Lima.", "March 3, 2017", "2017-03-03",
            "2017-03-03", BEDE_DAY);
    time_is("The ministers met on 3 March 2017 in Lima.", "3 March 2017", "2017-03-03",
            "2017-03-03", BEDE_DAY);
    time_is("The ministers met on Nov. 30 in Lima.", "Nov. 30", "2018-11-30", "2018-11-30",
            BEDE_DAY);
    time_is("The ministers met in August 2016.", "August 2016", "2016-08", "2016-08", BEDE_MONTH);
    time_is("The ministers met in 2007.", "2007", "2007", "2007", BEDE_YEAR);
    time_is("The ministers met on Wednesday.", "Wednesday", "2019-05-15", "2019-05-15", BEDE_DAY);
    time_is("The ministers met on Thursday.", "Thursday", "2019-05-09", "2019-05-09", BEDE_DAY);
    time_is("The ministers met yesterday.", "yesterday", "2019-05-14", "2019-05-14", BEDE_DAY);
    time_is("The ministers met last week.", "last week", "2019-05-06", "2019-05-12", BEDE_WEEK);
    time_is("The ministers met last month.", "last month", "2019-04", "2019-04", BEDE_MONTH);
    time_is("The ministers met two years ago.", "two years ago", "2017", "2017", BEDE_YEAR);
    time_is("The ministers met three days ago.", "three days ago", "2019-05-12", "2019-05-12",
            BEDE_DAY);
    time_is("The ministers met in the early 1990s.", "1990s", "1990", "1993", BEDE_YEAR);
    time_is("The ministers met between 2010 and 2014.", "2010 and 2014", "2010", "2014", BEDE_YEAR);
    time_is("The ministers met on March 3-5, 2017.", "March 3-5, 2017", "2017-03-03", "2017-03-05",
            BEDE_DAY);
    time_is("The ministers met in the summer of 2015.", "summer of 2015", "2015-06", "2015-08",
            BEDE_MONTH);
    time_is("The ministers met last winter.", "last winter", "2018-12", "2019-02", BEDE_MONTH);
    time_is("The ministers met over the weekend.", "the weekend", "2019-05-11", "2019-05-12",
            BEDE_DAY);
    time_is("The ministers met on Good Friday.", "Good Friday", "2019-04-19", "2019-04-19",
            BEDE_DAY);
    time_is("The ministers met on New Year's Eve.", "New Year's Eve", "2018-12-31", "2018-12-31",
            BEDE_DAY);
    time_is("The ministers will meet on Friday.", "Friday", "2019-05-17", "2019-05-17", BEDE_DAY);
    time_is("The ministers will meet in June.", "June", "2019-06", "2019-06", BEDE_MONTH);
    time_is("The ministers met in June.", "June", "2018-06", "2018-06", BEDE_MONTH);
    time_is("The Sept. 11 attacks changed much.", "Sept. 11", "2001-09-11", "2001-09-11", BEDE_DAY);
    time_is("The ministers rejected May's plan.", NULL, NULL, NULL, BEDE_DAY);
    time_is("The ministers may march on.", NULL, NULL, NULL, BEDE_DAY);
    time_is("The army fired 2000 shells.", NULL, NULL, NULL, BEDE_DAY);
}

/* One line each: the sentence, the words read as time, what they mean. */
static void table(void) {
    static const struct {
        const char *text, *words, *from, *to;
        bede_precision precision;
    } rows[] = {
        /* days */
        {"They met on the 15th of May.", "15th of May", "2019-05-15", "2019-05-15", BEDE_DAY},
        {"They met on May 3rd.", "May 3rd", "2019-05-03", "2019-05-03", BEDE_DAY},
        {"They met on 3 March, 2011.", "3 March, 2011", "2011-03-03", "2011-03-03", BEDE_DAY},
        {"They met on the 9th.", "9th", "2019-05-09", "2019-05-09", BEDE_DAY},
        {"They met on the 25th.", "25th", "2019-04-25", "2019-04-25", BEDE_DAY},
        {"They met on 21/11/2017.", "21/11/2017", "2017-11-21", "2017-11-21", BEDE_DAY},
        {"They met on 11/21/2017.", "11/21/2017", "2017-11-21", "2017-11-21", BEDE_DAY},
        {"They met on 21.11.2017 in Graz.", "21.11.2017", "2017-11-21", "2017-11-21", BEDE_DAY},
        {"They met on 2017-11-21.", "2017-11-21", "2017-11-21", "2017-11-21", BEDE_DAY},
        {"They met on March 3 last year.", "March 3 last year", "2018-03-03", "2018-03-03",
         BEDE_DAY},
        /* weekdays */
        {"They met on Friday, March 2, 2012.", "Friday, March 2, 2012", "2012-03-02", "2012-03-02",
         BEDE_DAY},
        {"They met on Tuesday, July 4.", "Tuesday, July 4", "2017-07-04", "2017-07-04", BEDE_DAY},
        {"They met on Monday (May 13).", "Monday (May 13)", "2019-05-13", "2019-05-13", BEDE_DAY},
        {"They met on Friday last week.", "Friday last week", "2019-05-10", "2019-05-10", BEDE_DAY},
        {"They met on Tuesday of last week.", "Tuesday of last week", "2019-05-07", "2019-05-07",
         BEDE_DAY},
        {"They met last Wednesday.", "last Wednesday", "2019-05-08", "2019-05-08", BEDE_DAY},
        {"They will meet next Monday.", "next Monday", "2019-05-20", "2019-05-20", BEDE_DAY},
        {"They met this past Sunday.", "past Sunday", "2019-05-12", "2019-05-12", BEDE_DAY},
        /* counted */
        {"They met a couple of days ago.", "a couple of days ago", "2019-05-13", "2019-05-13",
         BEDE_WEEK},
        {"They met several years ago.", "several years ago", "2015", "2015", BEDE_YEAR},
        {"They met a few weeks ago.", "a few weeks ago", "2019-04", "2019-04", BEDE_MONTH},
        {"They met fourteen months ago.", "fourteen months ago", "2018-03", "2018-03", BEDE_MONTH},
        {"They met twenty years ago.", "twenty years ago", "1999", "1999", BEDE_YEAR},
        {"They met a decade ago.", "a decade ago", "2009", "2009", BEDE_YEAR},
        {"They met 24 hours ago.", "24 hours ago", "2019-05-14", "2019-05-14", BEDE_DAY},
        {"They have talked over the past two weeks.", "past two weeks", "2019-05-01", "2019-05-15",
         BEDE_DAY},
        /* months and years */
        {"They met in May last year.", "May last year", "2018-05", "2018-05", BEDE_MONTH},
        {"They met in June of last year.", "June of last year", "2018-06", "2018-06", BEDE_MONTH},
        {"They met in June of 2012.", "June of 2012", "2012-06", "2012-06", BEDE_MONTH},
        {"They met in mid-April.", "mid-April", "2019-04", "2019-04", BEDE_MONTH},
        {"They met in mid-2014.", "mid-2014", "2014-05", "2014-08", BEDE_MONTH},
        {"They met in late 2014.", "late 2014", "2014-09", "2014-12", BEDE_MONTH},
        {"They met in the mid-1990s.", "mid-1990s", "1994", "1996", BEDE_YEAR},
        {"They met in the first half of 2016.", "first half of 2016", "2016-01", "2016-06",
         BEDE_MONTH},
        {"They met in the third quarter of 2016.", "third quarter of 2016", "2016-07", "2016-09",
         BEDE_MONTH},
        {"They met earlier this month.", "earlier this month", "2019-05", "2019-05", BEDE_MONTH},
        /* spans */
        {"They talked from Friday to Monday.", "Friday to Monday", "2019-05-10", "2019-05-13",
         BEDE_DAY},
        {"They talked from March 3 to April 5.", "March 3 to April 5", "2019-03-03", "2019-04-05",
         BEDE_DAY},
        {"They talked between May and July 2014.", "May and July 2014", "2014-05", "2014-07",
         BEDE_MONTH},
        {"They talked from November to February 2015.", "November to February 2015", "2014-11",
         "2015-02", BEDE_MONTH},
        {"They talked between March 3 and 5.", "March 3 and 5", "2019-03-03", "2019-03-05",
         BEDE_DAY},
        {"They ruled from 2010 until 2013.", "2010 until 2013", "2010", "2013", BEDE_YEAR},
        {"They ruled in 2014-15.", "2014-15", "2014", "2015", BEDE_YEAR},
        {"They have talked since March.", "March", "2019-03", "2019-05-15", BEDE_MONTH},
        {"They have talked since 2011.", "2011", "2011", "2019-05-15", BEDE_YEAR},
        /* ages of conflicts */
        {"They ended the six-year-old war.", "six-year-old", "2013", "2019-05-15", BEDE_YEAR},
        {"They ended the eight-month siege.", "eight-month", "2018-09", "2019-05-15", BEDE_MONTH},
        {"They met a six-year-old girl.", NULL, NULL, NULL, BEDE_DAY},
        {"They ended a three-day visit.", NULL, NULL, NULL, BEDE_DAY},
        /* holidays */
        {"They met on Thanksgiving.", "Thanksgiving", "2018-11-22", "2018-11-22", BEDE_DAY},
        {"They met on Orthodox Easter in 2016.", "Orthodox Easter in 2016", "2016-05-01",
         "2016-05-01", BEDE_DAY},
        {"They met on Easter Sunday, 2016.", "Easter Sunday, 2016", "2016-03-27", "2016-03-27",
         BEDE_DAY},
        {"They met on Rosh Hashanah 2017.", "Rosh Hashanah 2017", "2017-09-21", "2017-09-22",
         BEDE_WEEK},
        {"They met on Yom Kippur.", "Yom Kippur", "2018-09-19", "2018-09-19", BEDE_DAY},
        {"They met at Passover.", "Passover", "2019-04-20", "2019-04-26", BEDE_WEEK},
        {"They met during Hanukkah.", "Hanukkah", "2018-12-03", "2018-12-10", BEDE_WEEK},
        {"They met during Ramadan 2017.", "Ramadan 2017", "2017-05-27", "2017-06-25", BEDE_MONTH},
        {"They met on Eid al-Fitr.", "Eid al-Fitr", "2018-06-15", "2018-06-17", BEDE_WEEK},
        {"They visited the Christmas market.", NULL, NULL, NULL, BEDE_DAY},
        {"They sailed to Easter Island.", NULL, NULL, NULL, BEDE_DAY},
        /* no time, or none that can be */
        {"They met on February 31, 2015.", "February 31, 2015", "2015-02", "2015-02", BEDE_MONTH},
        {"They met 99999999999999999999 days ago.", NULL, NULL, NULL, BEDE_DAY},
        {"They met 0 days ago.", NULL, NULL, NULL, BEDE_DAY},
        {"They counted 0000-00-00 and 99/99/9999.", NULL, NULL, NULL, BEDE_DAY},
        {"They met in 0000.", NULL, NULL, NULL, BEDE_DAY},
        {"They wrote 00000000000000000000000000000000000000000000000000000s.", NULL, NULL, NULL,
         BEDE_DAY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int failed = test_failed;
        time_is(rows[i].text, rows[i].words, rows[i].from, rows[i].to, rows[i].precision);
        if (test_failed > failed)
            fprintf(stderr, "  in: %s\n", rows[i].text);
    }
}

static void calendar(void) {
    CHECK_INT(bd_day_number((bede_date){1970, 1, 1}), 0);
    CHECK_INT(bd_day_number((bede_date){2000, 3, 1}), 11017);
    CHECK_INT(bd_day_weekday(bd_day_number((bede_date){2019, 5, 15})), 2);
    for (int32_t n = -800000; n < 800000; n += 37) {
        bede_date d = bd_day_date(n);
        if (bd_day_number(d) != n)
            CHECK_INT(bd_day_number(d), n);
    }
    CHECK_INT(bd_day_month_length(2000, 2), 29);
    CHECK_INT(bd_day_month_length(1900, 2), 28);
    bede_date d = bd_day_add_months((bede_date){2019, 1, 31}, -2);
    CHECK(d.year == 2018 && d.month == 11 && d.day == 30);
    static const char *const bad[] = {"2019-02-29", "2019-13-01", "2019-1-1",    "yesterday", "",
                                      "0000",       "2019-00-10", "2019-05-15 ", "20190515"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!bede_date_parse(bad[i], &d));
    CHECK(bede_date_parse("2020-02-29", &d) && d.day == 29);
}

/* Runs of digits that no day is: found by the fuzzer. */
static void digits(void) {
    static const char *const texts[] = {"9999999999;999", "999999.99", "1.99999999", "99/99/9999"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK_INT(reading_of(texts[i], "2019-11-03", BEDE_INPUT_SENTENCE)->n_times, 0);
}

int main(void) {
    reading_start();
    calendar();
    digits();
    expressions();
    table();
    reading_end();
    return test_end();
}
