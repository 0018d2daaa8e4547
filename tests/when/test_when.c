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

int main(void) {
    reading_start();
    calendar();
    expressions();
    reading_end();
    return test_end();
}
