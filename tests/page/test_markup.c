/* SPDX-License-Identifier: Apache-2.0 */
/* HTML as people write it: what is left open, quoted wrongly, escaped twice. Texts are invented. */
#include "test.h"

#include "reading.h"

#define P1 "<p>The parliament of Malta voted on Tuesday to send two patrol boats to the strait.</p>"
#define P2 "<p>Opposition deputies walked out, and their leader called the vote <b>a farce</b>.</p>"
#define P3 "<p>The boats, built in 2011, will leave the harbour next week, the army said.</p>"

static void references(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, "<p>Caf&eacute;&nbsp;&amp; bar &quot;Zum L&#246;wen&#x22; &hellip; was "
                        "closed&#8212;by law at &notathing; 5 &lt; 6 &copy; 2020, they say.</p>"));
    CHECK(in_text(&r, "Caf\xc3\xa9 & bar \"Zum L\xc3\xb6wen\" \xe2\x80\xa6 was closed\xe2\x80\x94"
                      "by law at &notathing; 5 < 6 \xc2\xa9 2020"));
    reading_close(&r);
}

static void left_open(void) {
    reading r;
    reading_open(&r);
    /* paragraphs, items, cells without end tags; a link never closed */
    CHECK(read_text(&r, "<body><ul class=menu><li><a href=/>Home<li><a href=/w>World</ul>"
                        "<p>The parliament of Malta voted on Tuesday to send two boats, it said."
                        "<p>Opposition deputies walked out, and their leader <a href=x>mocked it."
                        "<div title=x><p>The boats, built in 2011, will leave the "
                        "harbour next week, the army said.</div>"));
    CHECK(in_text(&r, "two boats, it said.\n\nOpposition"));
    CHECK(in_text(&r, "their leader mocked it."));
    CHECK(in_text(&r, "next week, the army said."));
    CHECK(!in_text(&r, "Home"));
    /* comments and scripts that do not end do not hang, and what they hide stays hidden */
    CHECK(read_text(&r, P1 P2 "<!-- never <b>closed</b> in all the page >" P3));
    CHECK(in_text(&r, "patrol boats"));
    CHECK(read_text(&r, P1 P2 "<!-- <p>hidden</p> -->" P3 "<script>var s = '</p>secret';"));
    CHECK(!in_text(&r, "hidden") && !in_text(&r, "secret") && in_text(&r, "built in 2011"));
    /* a button or a drawing left open ends with the box around it */
    CHECK(read_text(&r, "<div><button>Share</div>" P1 "<div><svg><path d='M0'></div>" P2 P3));
    CHECK(in_text(&r, "patrol boats") && in_text(&r, "built in 2011") && !in_text(&r, "Share"));
    reading_close(&r);
}

static void headings(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r,
                    "<title>Boats \xc2\xbb Malta sends boats to the strait</title><h1><a href=/>"
                    "Harbour Times</a></h1><h2><span class='article-overline'>Defence</span>"
                    "<span class=visually-hidden>: </span>Malta sends boats to the "
                    "&bdquo;strait&ldquo;</h2>" P1 P2 P3));
    CHECK_TEXT(r.a.title.s, r.a.title.n, "Malta sends boats to the \xe2\x80\x9estrait\xe2\x80\x9c");
    /* metadata's own title, without the site's name, where the page prints none */
    CHECK(read_with(
        &r, "<title>malta-today.example | Boats leave the old harbour</title>" P1 P2 P3,
        strlen("<title>malta-today.example | Boats leave the old harbour</title>" P1 P2 P3),
        (bede_options){.url = BD_LIT("https://www.malta-today.example/1")}));
    CHECK_TEXT(r.a.title.s, r.a.title.n, "Boats leave the old harbour");
    reading_close(&r);
}

static bool author_is(reading *r, const char *html, const char *name) {
    return read_text(r, html) && r->a.n_authors == 1 && bd_view_is(r->a.authors[0], name);
}

static void authors(void) {
    reading r;
    reading_open(&r);
    CHECK(author_is(&r, "<h1>Boats leave</h1><p>Von Lina Borg am 3. Mai 2021</p>" P1 P2 P3,
                    "Lina Borg"));
    CHECK(author_is(&r,
                    "<h1>Boats leave</h1><div class=meta>Posted by <a rel=author href=/a/1>"
                    "Karm Vella</a> at 18:52</div>" P1 P2 P3,
                    "Karm Vella"));
    CHECK(author_is(&r,
                    "<meta name=author content=jborg><h1>Boats leave</h1><span class='byline "
                    "author'>Autor: Joe S. Borg \xe2\x80\x94</span>" P1 P2 P3,
                    "Joe S. Borg"));
    CHECK(author_is(&r,
                    "<meta property='og:site_name' content='Harbour Times'><meta name=author "
                    "content='Rita Grech, Harbour Times'>" P1 P2 P3,
                    "Rita Grech"));
    CHECK(author_is(&r,
                    "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' "
                    "content='Eva Zammit'>" P1 P2 P3,
                    "Eva Zammit"));
    /* of the graph, by reference */
    CHECK(author_is(&r,
                    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\","
                    "\"author\":{\"@id\":\"#p\"},},{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":"
                    "\"Nina &Scaron;ari\\u0107\"}]}</script>" P1 P2 P3,
                    "Nina \xc5\xa0"
                    "ari\xc4\x87"));
    /* those of comments are others */
    CHECK(read_text(&r, P1 P2 P3 "<div class=comments><span class=author>Troll Face</span></div>"));
    CHECK_INT(r.a.n_authors, 0);
    reading_close(&r);
}

int main(void) {
    references();
    left_open();
    headings();
    authors();
    return test_end();
}
