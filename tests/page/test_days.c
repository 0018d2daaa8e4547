/* SPDX-License-Identifier: Apache-2.0 */
/* Which of a page's days is that of publication. All pages are invented. */
#include "test.h"

#include "reading.h"

#include <stdio.h>

#define TEXT                                                                                       \
    "<p>The parliament of Malta voted on Tuesday to send two patrol boats to the strait, where "   \
    "they will stay until spring.</p><p>Opposition deputies walked out, and their leader called "  \
    "the vote a farce, a shame, and a waste of money.</p><p>The boats will leave the harbour "     \
    "next week, the army said on Tuesday evening.</p>"
#define HEAD "<h1>Malta sends two boats to the strait</h1>"

/* Day, month and year as one number: 20211231. */
static int day_of(const char *html, bede_date *updated) {
    reading r;
    reading_open(&r);
    int day = 0;
    if (read_text(&r, html))
        day = r.a.published.year * 10000 + r.a.published.month * 100 + r.a.published.day;
    if (updated)
        *updated = r.a.updated;
    reading_close(&r);
    return day;
}

static void labels(void) {
    /* Two days in one line, each with its own words before it. */
    CHECK_INT(day_of("<html lang=de><body>" HEAD TEXT
                     "<p>Letzte &Auml;nderung: 31.10.2019 - 14:49<br>Erschienen am: "
                     "28.10.2019</p></body></html>",
                     NULL),
              20191028);
    CHECK_INT(day_of("<html lang=en><body>" HEAD
                     "<p>Published 3 May 2018 | Updated 7 May 2018</p>" TEXT "</body></html>",
                     NULL),
              20180503);
    CHECK_INT(day_of("<html lang=fr><body>" HEAD
                     "<p>Publi\xc3\xa9 le 3 mai 2018, mis \xc3\xa0 jour le 9 mai 2018</p>" TEXT
                     "</body></html>",
                     NULL),
              20180503);
}

/* What the page prints decides between the days that it tells. */
static void agreement(void) {
    CHECK_INT(day_of("<html lang=en><head><script type='application/ld+json'>{\"@type\": "
                     "\"NewsArticle\", \"datePublished\": \"2021-03-02T10:00:00+01:00\"}</script>"
                     "<meta property='article:published_time' content='2021-04-15T09:00:00+01:00'>"
                     "</head><body>" HEAD "<div class='article-date'>15 April 2021</div>" TEXT
                     "</body></html>",
                     NULL),
              20210415);
    /* Counted in UTC, the outlet's day is the one it prints. */
    CHECK_INT(day_of("<html lang=es><head><meta property='article:published_time' "
                     "content='2021-03-03T02:30:00Z'></head><body>" HEAD
                     "<div class=fecha>2 de marzo de 2021</div>" TEXT "</body></html>",
                     NULL),
              20210302);
}

/* 3/11 is in March or in November: as the page's language has it, or as it tells elsewhere. */
static void turned(void) {
    CHECK_INT(day_of("<html lang=fr><body>" HEAD "<p>03/11/2020</p>" TEXT "</body></html>", NULL),
              20201103);
    CHECK_INT(day_of("<html lang=de><head><meta name=date content='2020-03-11'></head><body>" HEAD
                     "<p>03/11/2020</p>" TEXT "</body></html>",
                     NULL),
              20200311);
}

static void none(void) {
    /* A day that a sentence tells of, and those of teasers and comments. */
    CHECK_INT(day_of("<html lang=en><body>" HEAD TEXT
                     "<p>The last such vote was held and lost by the same government on December "
                     "3, 2008.</p><div class=comments><p>12 May 2019 at 8:00, what a "
                     "farce.</p></div></body></html>",
                     NULL),
              0);
    CHECK_INT(day_of("<html><body>" HEAD TEXT "</body></html>", NULL), 0);
}

static void apart(void) {
    bede_date updated = {0};
    CHECK_INT(day_of("<html lang=en><head><meta property='article:published_time' "
                     "content='2021-03-02T10:00:00+01:00'><meta property='article:modified_time' "
                     "content='2021-03-09T10:00:00+01:00'></head><body>" HEAD
                     "<time datetime='2021-03-02'>2 March 2021</time>" TEXT "</body></html>",
                     &updated),
              20210302);
    CHECK_INT(updated.day, 9);
    CHECK_INT(day_of("<html><head><link rel=canonical "
                     "href='https://a.example/meldungen/29-10-2021'></head><body>" HEAD TEXT
                     "</body></html>",
                     NULL),
              20211029);
}

int main(void) {
    labels();
    agreement();
    turned();
    none();
    apart();
    return test_end();
}
