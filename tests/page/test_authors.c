/* SPDX-License-Identifier: Apache-2.0 */
/* Who wrote a page. All pages and names are invented. */
#include "test.h"

#include "reading.h"

#include <stdio.h>

#define TEXT                                                                                       \
    "<p>The parliament of Malta voted on Tuesday to send two patrol boats to the strait, where "   \
    "they will stay until spring.</p><p>Opposition deputies walked out, and their leader called "  \
    "the vote a farce, a shame, and a waste of money.</p><p>The boats will leave the harbour "     \
    "next week, the army said on Tuesday evening.</p>"
#define HEAD "<h1>Malta sends two boats to the strait</h1>"

static void names(const char *html, const char *wanted) {
    reading r;
    char got[400] = "";
    size_t n = 0;
    reading_open(&r);
    CHECK(read_text(&r, html));
    for (size_t i = 0; i < r.a.n_authors && n < 300; i++)
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "; " : "",
                              (int)r.a.authors[i].n, r.a.authors[i].s);
    CHECK_TEXT(got, n, wanted);
    reading_close(&r);
}

/* Lines over and in the text, in several languages. */
static void lines(void) {
    names("<html lang=en><body>" HEAD "<p>By Lina Borg and Karm Vella</p>" TEXT "</body></html>",
          "Lina Borg; Karm Vella");
    names("<html lang=de><body>" HEAD "<p>Von Lina Borg, dpa</p>" TEXT "</body></html>",
          "Lina Borg");
    names("<html lang=de><body>" HEAD "<p>Ein Gastbeitrag von Lina Borg</p>" TEXT "</body></html>",
          "Lina Borg");
    names("<html lang=fr><body>" HEAD "<p>Par Lina Borg</p>" TEXT "</body></html>", "Lina Borg");
    names("<html lang=en><body>" HEAD "<p>Courtesy of Island News Written by: Lina Borg</p>" TEXT
          "</body></html>",
          "Lina Borg");
}

/* Offices, roles, agencies and degrees are no part of a name. */
static void stripped(void) {
    names("<html lang=de><head><meta name=author content='Insel-Redakteurin Lina Borg'></head>"
          "<body>" HEAD TEXT "</body></html>",
          "Lina Borg");
    names("<html lang=en><head><meta name=author content='Lina Borg/AFP'></head><body>" HEAD TEXT
          "</body></html>",
          "Lina Borg");
    names("<html lang=en><head><meta name=author content='Lina Borg, PhD, Karm Vella, MD'></head>"
          "<body>" HEAD TEXT "</body></html>",
          "Lina Borg; Karm Vella");
}

/* The person whom the page prints goes before the login or the outlet that its metadata name. */
static void persons_first(void) {
    names("<html lang=en><head><meta property='og:site_name' content='Harbour Times'>"
          "<meta name=author content='Harbour Times'></head><body>" HEAD "<p>By Lina Borg</p>" TEXT
          "</body></html>",
          "Lina Borg");
    names(
        "<html lang=en><head><script type='application/ld+json'>{\"@graph\": [{\"@type\": "
        "\"NewsArticle\", \"author\": {\"@id\": \"#p\"}}, {\"@type\": \"Person\", \"@id\": \"#p\", "
        "\"name\": \"Lina Borg\"}]}</script></head><body>" HEAD TEXT "</body></html>",
        "Lina Borg");
    names("<html lang=en><body>" HEAD "<p><a rel=author href=/author/lb>Lina Borg</a></p>" TEXT
          "</body></html>",
          "Lina Borg");
}

static void nobody(void) {
    names("<html lang=en><body>" HEAD TEXT "</body></html>", "");
    names("<html lang=en><head><meta property='og:site_name' content='Harbour "
          "Times'></head><body>" HEAD TEXT "<p>Read more</p></body></html>",
          "");
    /* Who is spoken of is no author. */
    names("<html lang=en><body>" HEAD TEXT
          "<p>The vote was won by Lina Borg and lost by Karm Vella, to the surprise of all.</p>"
          "</body></html>",
          "");
    names("<html lang=de><body>" HEAD "<p class=author>Donnerstag</p>" TEXT "</body></html>", "");
}

int main(void) {
    lines();
    stripped();
    persons_first();
    nobody();
    return test_end();
}
