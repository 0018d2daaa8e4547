/* SPDX-License-Identifier: Apache-2.0 */
/* HTML pages. All texts are invented. */
#include "test.h"

#include "reading.h"

#define P1 "<p>The parliament of Malta voted on Tuesday to send two patrol boats to the strait.</p>"
#define P2 "<p>Opposition deputies walked out, and their leader called the vote <b>a farce</b>.</p>"
#define P3 "<p>The boats, built in 2011, will leave the harbour next week, the army said.</p>"

static void article(void) {
    static const char html[] =
        "<html lang=en><head><title>Malta Sends Boats To Strait - Harbour Times</title>"
        "<meta property='og:site_name' content='Harbour Times'>"
        "<meta property='article:published_time' content='2021-03-09T08:00:00Z'>"
        "<meta name=author content='By Lina Borg and Karm Vella'></head><body class='has-sidebar'>"
        "<ul class=menu><li><a href=/>Home</a><li><a href=/w>World</a></ul>"
        "<div id=main><h1>Malta Sends Boats To Strait</h1>"
        "<div class='article-body'>" P1 "<figure><img src=a.jpg><figcaption>The boats at anchor in "
        "May. Photo: Joe Grech</figcaption></figure>" P2
        "<div class='related-links'><h3>Related</h3><a href=/1>Why the strait matters to "
        "all</a></div>"
        "<script>var x = '<p>Not a word of this.</p>';</script>"
        "<h2>Two more boats</h2><ul><li>One is from Italy.</li><li>One is from Spain.</li></ul>"
        "<blockquote>We will not be bought, and we will not be sold.</blockquote>" P3
        "<p>Additional reporting by Reuters and ANSA</p></div></div>"
        "<div class=comments><p>What a waste of money this is, I say, and I have seen many of "
        "them.</p></div>"
        "<footer><p>Harbour Times is printed in Valletta by people who like boats, of "
        "course.</p></footer>"
        "<div class='cookie-banner'>We use cookies.</div></body></html>";
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, html));
    CHECK(spans_hold(&r));
    CHECK_TEXT(r.a.title.s, r.a.title.n, "Malta Sends Boats To Strait");
    CHECK_TEXT(r.a.outlet.s, r.a.outlet.n, "Harbour Times");
    CHECK_INT(r.a.basis, BEDE_BASIS_METADATA);
    CHECK_INT(r.a.published.day, 9);
    CHECK_INT(r.a.n_authors, 2);
    CHECK_INT(r.a.n_credits, 2);
    CHECK(in_text(&r, "called the vote a farce."));
    CHECK(in_block(&r, BEDE_BLOCK_HEADING, "Two more boats"));
    CHECK(in_block(&r, BEDE_BLOCK_CAPTION, "at anchor in May."));
    CHECK(in_block(&r, BEDE_BLOCK_CREDIT, "Joe Grech"));
    CHECK(in_text(&r, "One is from Italy."));
    CHECK(in_text(&r, "We will not be bought"));
    CHECK(in_block(&r, BEDE_BLOCK_RELATED, "Why the strait"));
    CHECK(in_block(&r, BEDE_BLOCK_COMMENT, "waste of money"));
    CHECK(in_block(&r, BEDE_BLOCK_LEGAL, "printed in Valletta"));
    CHECK(!in_text(&r, "Not a word of this"));
    CHECK(!in_text(&r, "Home"));
    reading_close(&r);
}

static void json_ld(void) {
    static const char html[] =
        "<html><head><script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\"},"
        "{\"@type\": [\"NewsArticle\"], \"headline\": \"Boats Leave &amp; Return\","
        "\"datePublished\": \"2020-05-04T23:10:00+02:00\", \"author\": [{\"name\": \"Eva "
        "Zammit\"}],"
        "\"publisher\": {\"name\": \"Island Wire\"}, \"articleBody\": \"The boats left at dawn "
        "with "
        "sixty sailors on board, and the crowd on the quay sang for them until they were out of "
        "sight.\\n\\nThe prime minister stayed away because he had opposed the mission from its "
        "first "
        "day, his office said in a short note.\"}]}</script></head><body><div "
        "id=app></div></body></html>";
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, html));
    CHECK_INT(r.a.published.month, 5);
    CHECK_TEXT(r.a.outlet.s, r.a.outlet.n, "Island Wire");
    CHECK_INT(r.a.n_authors, 1);
    CHECK(in_text(&r, "The prime minister stayed away"));
    CHECK_INT(r.a.n_blocks, 3);
    reading_close(&r);
}

/* Teasers are no article. */
static void front_page(void) {
    char html[8192] = "<html><head><title>Harbour Times</title></head><body><main>";
    reading r;
    reading_open(&r);
    for (int i = 0; i < 20; i++)
        strcat(html, "<div class=item><h3><a href=/x>Ministers quarrel over the harbour</a></h3>"
                     "<p>The quarrel began when the mayor of the old town refused to open a "
                     "road.</p></div>");
    strcat(html, "</main></body></html>");
    CHECK(read_text(&r, html));
    CHECK_INT(r.a.text.n, 0);
    CHECK(r.a.n_blocks >= 20);
    CHECK(read_text(&r, "<html><body><a href=/>Home</a></body></html>"));
    CHECK_INT(r.a.text.n, 0);
    reading_close(&r);
}

/* Spaces between inline elements are the page's, block borders are ours. */
static void spaces(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(
        &r, "<p>The un<i>lawful</i>&nbsp;\n arrest of <a href=x>Joan Doe</a>, a nurse, was "
            "denied by the police.<br><br>The next day, 12 nurses went on strike in the town."
            "<div>It lasted until the minister resigned, on the fourth day.</div>"));
    CHECK_TEXT(r.a.text.s, r.a.text.n,
               "The unlawful arrest of Joan Doe, a nurse, was denied by the police.\n\n"
               "The next day, 12 nurses went on strike in the town.\n\n"
               "It lasted until the minister resigned, on the fourth day.");
    reading_close(&r);
}

/* A name that is clutter in a class, on the element that holds the whole article. */
static void misnamed(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, "<body><div class='sidebar-none comment-box'>" P1 P2 P3 "</div></body>"));
    CHECK(in_text(&r, "The boats, built in 2011"));
    CHECK(read_text(&r, "<body><form class='newsletter'>" P1 P2 P3 "</form></body>"));
    CHECK(in_text(&r, "The boats, built in 2011"));
    reading_close(&r);
}

static void url_date(void) {
    static const char html[] =
        "<html><body><h1>Boats leave the harbour</h1>" P1 P2 P3 "</body></html>";
    reading r;
    reading_open(&r);
    bede_options o = {.url = BD_LIT("https://harbour.example/2019/11/03/boats.html")};
    CHECK(read_with(&r, html, strlen(html), o));
    CHECK_INT(r.a.published.year, 2019);
    CHECK_INT(r.a.published.day, 3);
    reading_close(&r);
}

/* Pages that are no article say so, and none of their text is one. */
static void no_article(void) {
    static const char *const pages[] = {
        "<title>404 - Page not found | Harbour Times</title><h1>Page not found</h1><p>Sorry, the "
        "page "
        "that you are looking for could not be found. It may have been moved or deleted since.</p>",
        "<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1><p>Die gesuchte Seite "
        "gibt es "
        "nicht mehr, oder es hat sie nie gegeben; bitte benutzen Sie unsere Suche.</p>",
        "<title>Boats leave</title><div class='cookie-consent modal'><p>We and our partners store "
        "information on your device to personalise content, to measure and to learn.</p></div>",
        "<noscript><p>You need to enable JavaScript to run this app, which is a "
        "pity.</p></noscript>",
    };
    reading r;
    reading_open(&r);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        CHECK(read_text(&r, pages[i]));
        CHECK_INT(r.a.text.n, 0);
    }
    reading_close(&r);
}

/* The text only stands in what a script starts from. */
static void script_state(void) {
    static const char *const pages[] = {
        "<title>Boats leave</title><div id=app></div><script type='application/json'>{\"props\":{"
        "\"article\":{\"kind\":\"news\",\"body\":\"<p>The boats left at dawn with sixty sailors on "
        "board, and the crowd sang for them.<\\/p><p>The prime minister stayed away because he had "
        "opposed the mission from its first day, his office said.<\\/p><p>Nobody knows how long it "
        "will last, but the money is there.<\\/p>\"}}}</script>",
        "<title>Boats leave</title><div id=app></div><script "
        "type='application/json'>{\"elements\":["
        "{\"type\":\"text\",\"content\":\"The boats left at dawn with sixty sailors on board, and "
        "the crowd sang for them.\"},{\"type\":\"text\",\"content\":\"The prime minister stayed "
        "away because he had opposed the mission from its first day, his office said.\"},{\"type\":"
        "\"text\",\"content\":\"Nobody knows how long it will last, but the money is there, they "
        "say, and so is the will.\"}]}</script>"};
    reading r;
    reading_open(&r);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        CHECK(read_text(&r, pages[i]));
        CHECK(in_text(&r, "sang for them.\n\nThe prime minister"));
        CHECK(in_text(&r, "money is there"));
        CHECK(spans_hold(&r));
    }
    reading_close(&r);
}

/* Lines that end in <br> are paragraphs where there are no others. */
static void br_soup(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r,
                    "<table><tr><td><a href=/>Home</a><br><a href=/w>World</a></td><td><font>The "
                    "parliament of Malta voted on Tuesday to send two patrol boats.<br>Opposition "
                    "deputies walked out, and their leader called it a farce.<br>The boats will "
                    "leave the harbour next week, a spokesman said.</font></td></tr></table>"));
    CHECK(in_text(&r, "patrol boats.\n\nOpposition"));
    CHECK(!in_text(&r, "World"));
    reading_close(&r);
}

/* Days of publication: none from the future, the printed day where metadata count in UTC. */
static void days(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, "<meta property='article:published_time' content='2093-01-01'>" P1 P2 P3));
    CHECK_INT(r.a.published.year, 0);
    CHECK(read_text(&r, "<meta name=date content='1970-01-01T00:00:00Z'>" P1 P2 P3));
    CHECK_INT(r.a.published.year, 0);
    CHECK(read_text(&r,
                    "<html lang=de><meta property='article:published_time' "
                    "content='2021-03-09T23:30:00Z'><meta property='article:modified_time' "
                    "content='2021-03-12T08:00:00Z'><h1>Boats leave</h1><p>10. M\xc3\xa4rz 2021, "
                    "00:30 Uhr</p>" P1 P2 P3));
    CHECK_INT(r.a.published.day, 10);
    CHECK_INT(r.a.updated.day, 12);
    static const char *const printed[] = {
        "9 mars 2021",
        "9. maaliskuuta 2021",
        "9 mar. 2021",
        "09.03.21",
        "2021. m\xc3\xa1rcius 9.",
        "9 \xd0\xbc\xd0\xb0\xd1\x80\xd1\x82\xd0\xb0 2021",
        "2021\xe5\xb9\xb4"
        "3\xe6\x9c\x88"
        "9\xe6\x97\xa5",
        "\xd9\xa9 \xd9\x85\xd8\xa7\xd8\xb1\xd8\xb3 \xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa1",
        "9 Mart 2021",
        "March 9th, 2021"};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        char html[1200];
        snprintf(html, sizeof html, "<h1>Boats leave</h1><p>%s</p>" P1 P2 P3, printed[i]);
        CHECK(read_text(&r, html));
        CHECK_INT(r.a.published.year * 10000 + r.a.published.month * 100 + r.a.published.day,
                  20210309);
        CHECK_INT(r.a.basis, BEDE_BASIS_TEXT);
    }
    reading_close(&r);
}

static bool credits(reading *r, const char *html, const char *a, const char *b) {
    size_t n = 0;
    if (!read_text(r, html))
        return false;
    for (size_t i = 0; i < r->a.n_credits; i++)
        n += bd_view_is(r->a.credits[i], a) || (b && bd_view_is(r->a.credits[i], b));
    return n == (b ? 2u : 1u) && r->a.n_credits == n;
}

/* Agencies: in datelines, signs under the text, lines that say so. */
static void agencies(void) {
    reading r;
    reading_open(&r);
    CHECK(credits(&r,
                  "<p>(ANSA) - ROMA, 3 MAG - The ministers met in the old town, and they agreed to "
                  "meet again in May.</p>" P2 P3,
                  "ANSA", NULL));
    CHECK(credits(&r,
                  "<p>Madrid, 3 may (EFE).- The ministers met in the old town, and they agreed to "
                  "meet again in May.</p>" P2 P3,
                  "EFE", NULL));
    CHECK(credits(&r, P1 P2 P3 "<p>(dpa/AFP)</p>", "dpa", "AFP"));
    CHECK(credits(&r, P1 P2 P3 "<p>\xc2\xa9 2021 AFP</p>", "AFP", NULL));
    CHECK(credits(&r, P1 P2 P3 "<p>Fuente: EFE</p>", "EFE", NULL));
    CHECK(credits(&r, P1 P2 P3 "<p>(Reporting by Lina Borg in Valletta and Karm Vella)</p>",
                  "Lina Borg", "Karm Vella"));
    reading_close(&r);
}

int main(void) {
    agencies();
    no_article();
    script_state();
    br_soup();
    days();
    article();
    json_ld();
    front_page();
    spaces();
    misnamed();
    url_date();
    return test_end();
}
