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

int main(void) {
    article();
    json_ld();
    front_page();
    spaces();
    misnamed();
    url_date();
    return test_end();
}
