/* SPDX-License-Identifier: Apache-2.0 */
/* Charsets, and bytes that are no text. */
#include "test.h"

#include "reading.h"

static void charsets(void) {
    reading r;
    reading_open(&r);
    /* windows-1252, declared as what servers send for everything */
    static const char latin[] =
        "<html><head><meta charset=iso-8859-1></head><body><p>The caf\xe9 of Bras\xedlia "
        "was closed, \x93"
        "for now\x94, the mayor\x92s office said.</p></body></html>";
    CHECK(read_text(&r, latin));
    CHECK(in_text(&r, "caf\xc3\xa9 of Bras\xc3\xadlia"));
    CHECK(in_text(&r, "\xe2\x80\x9c"
                      "for now\xe2\x80\x9d"));
    CHECK(in_text(&r, "mayor\xe2\x80\x99s"));
    /* windows-1251, declared as latin: "Prezident strany vstretilsya s ministrom ..." */
    static const char cyrillic[] =
        "<html><head><meta "
        "charset='iso-8859-1'></head><body><p>\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 "
        "\xf1\xf2\xf0\xe0\xed\xfb \xe2\xf1\xf2\xf0\xe5\xf2\xe8\xeb\xf1\xff \xf1 "
        "\xec\xe8\xed\xe8\xf1\xf2\xf0\xee\xec \xe8\xed\xee\xf1\xf2\xf0\xe0\xed\xed\xfb\xf5 "
        "\xe4\xe5\xeb, \xf1\xee\xee\xe1\xf9\xe8\xeb\xe0 \xef\xf0\xe5\xf1\xf1-"
        "\xf1\xeb\xf3\xe6\xe1\xe0.</p></body></html>";
    CHECK(read_text(&r, cyrillic));
    CHECK(in_text(&r, "\xd0\x9f\xd1\x80\xd0\xb5\xd0\xb7\xd0\xb8\xd0\xb4\xd0\xb5\xd0\xbd\xd1\x82"));
    /* UTF-8, declared as latin: the bytes win */
    CHECK(read_text(&r, "<meta charset=iso-8859-1><p>The caf\xc3\xa9 of the town was closed by the "
                        "mayor, and nobody knew why.</p>"));
    CHECK(in_text(&r, "caf\xc3\xa9 of"));
    /* the HTTP header's word */
    static const char greek[] =
        "\xc1\xe8\xde\xed\xe1 is the capital, and the ministers met there on Monday.";
    CHECK(read_with(&r, greek, sizeof greek - 1, (bede_options){.charset = BD_LIT("iso-8859-7")}));
    CHECK(in_text(&r, "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1"));
    reading_close(&r);
}

static bool reads_as(reading *r, const char *declared, const char *bytes, const char *text) {
    char html[600];
    snprintf(
        html, sizeof html,
        "<script>var charset = 'koi8-r';</script><meta charset=\"%s\"><p>%s, the ministers met "
        "there on Monday, and they agreed to meet again.</p>",
        declared, bytes);
    return read_text(r, html) && in_text(r, text);
}

/* Labels of the Encoding Standard, by which iconv is asked for what browsers read. */
static void labels(void) {
    static const struct {
        const char *label, *bytes, *text;
    } list[] = {
        {"ISO_8859-1:1987", "\x93 Caf\xe9\x94", "\xe2\x80\x9c Caf\xc3\xa9\xe2\x80\x9d"},
        {"csISOLatin2", "\xb9t\xe1\xb9", "\xc5\xa1t\xc3\xa1\xc5\xa1"},
        {"x-cp1250", "\x9at\xe1\x9a", "\xc5\xa1t\xc3\xa1\xc5\xa1"},
        {"latin5", "\xfehir", "\xc5\x9fhir"},
        {"tis-620", "\xa1\xa2\xa4", "\xe0\xb8\x81\xe0\xb8\x82\xe0\xb8\x84"},
        {"cp866", "\x8c\xae\xe1\xaa\xa2\xa0", "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0"},
        {"sun_eu_greek", "\xc1\xe8\xde\xed\xe1", "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1"},
        {"gb_2312-80", "\xd6\xd0\xb9\xfa", "\xe4\xb8\xad\xe5\x9b\xbd"},
        {"cn-big5", "\xa4\xa4\xb0\xea", "\xe4\xb8\xad\xe5\x9c\x8b"},
        {"ms_kanji", "\x93\xfa\x96{", "\xe6\x97\xa5\xe6\x9c\xac"},
        {"x-euc-jp", "\xc6\xfc\xcb\xdc", "\xe6\x97\xa5\xe6\x9c\xac"},
        {"ks_c_5601-1987", "\xc7\xd1\xb1\xb9", "\xed\x95\x9c\xea\xb5\xad"},
        {"x-mac-cyrillic", "\x8c\xee\xf1\xea\xe2\xe0",
         "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0"},
        {"windows-1256", "\xe3\xd5\xd1", "\xd9\x85\xd8\xb5\xd8\xb1"},
    };
    reading r;
    reading_open(&r);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        bool ok = reads_as(&r, list[i].label, list[i].bytes, list[i].text);
        CHECK(ok);
        if (!ok)
            fprintf(stderr, "    %s: %.*s\n", list[i].label, (int)r.a.text.n, r.a.text.s);
    }
    /* soft hyphens and zero-width spaces go, accents are composed */
    CHECK(reads_as(&r, "utf-8", "Par\xc2\xadlia\xe2\x80\x8bment, cafe\xcc\x81",
                   "Parliament, caf\xc3\xa9"));
    reading_close(&r);
}

/* KOI8-R that says it is windows-1251. */
static void misdeclared(void) {
    static const char word[] =
        "\xed\xc9\xce\xc9\xd3\xd4\xd2 \xd3\xcb\xc1\xda\xc1\xcc, \xde\xd4\xcf "
        "\xd0\xc5\xd2\xc5\xc7\xcf\xd7\xcf\xd2\xd9 "
        "\xd0\xd2\xcf\xcb\xcf\xcc\xda\xc0\xd4\xd3\xd1 \xda\xc1\xd7\xd4\xd2\xc1. ";
    char html[2000] = "<meta charset=windows-1251><p>";
    reading r;
    reading_open(&r);
    for (int i = 0; i < 8; i++)
        strcat(html, word);
    CHECK(read_text(&r, html));
    CHECK(in_text(&r, "\xd0\x9c\xd0\xb8\xd0\xbd\xd0\xb8\xd1\x81\xd1\x82\xd1\x80"));
    reading_close(&r);
}

static void wide(void) {
    static const char ascii[] = "The two ministers met in the old town and agreed to meet again.";
    char both[4 + 2 * sizeof ascii] = "\xff\xfe";
    reading r;
    reading_open(&r);
    for (size_t i = 0; i < sizeof ascii - 1; i++)
        both[2 + 2 * i] = ascii[i], both[3 + 2 * i] = 0;
    size_t n = 2 + 2 * (sizeof ascii - 1);
    CHECK(read_with(&r, both, n, (bede_options){0}));
    CHECK_TEXT(r.a.text.s, r.a.text.n, ascii);
    CHECK(read_with(&r, both + 2, n - 2, (bede_options){0})); /* without its BOM */
    CHECK_TEXT(r.a.text.s, r.a.text.n, ascii);
    CHECK(read_with(&r, both, n - 1, (bede_options){0})); /* cut in the middle of a character */
    CHECK(read_text(&r, "\xef\xbb\xbfThe two ministers met in the old town, and agreed."));
    CHECK(bd_view_starts(r.a.text, "The two"));
    reading_close(&r);
}

static void broken(void) {
    reading r;
    reading_open(&r);
    CHECK(read_text(&r, "The r\xc3\xa9"
                        "f\xc3\xa9"
                        "rendum, cut \xc3 here, was won by the \xc3\xa9lite of the "
                        "\xc3\xa9migr\xc3\xa9s, the d\xc3\xa9put\xc3\xa9s said, na\xc3\xafvely."));
    CHECK(in_text(&r, "cut \xef\xbf\xbd here"));
    CHECK(!read_text(&r, ""));
    CHECK(!read_text(&r, " \n\t\r\n "));
    CHECK_TEXT(r.err.what, strlen(r.err.what), "is empty");
    CHECK_TEXT(r.err.where, strlen(r.err.where), "test");
    CHECK(!read_with(&r, "%PDF-1.4 and so on", 18, (bede_options){0}));
    CHECK(strstr(r.err.what, "a PDF file") != NULL);
    CHECK(!read_with(&r,
                     "\x7f"
                     "ELF\2\1\1\0\0\0\0",
                     11, (bede_options){0}));
    char noise[4096];
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((i * 2654435761u) >> 13);
    CHECK(!read_with(&r, noise, sizeof noise, (bede_options){0}));
    /* a few zeros in a page are dropped */
    static const char zeros[] =
        "<p>The two min\0isters met in the old town, and agreed to meet again.</p>";
    CHECK(read_with(&r, zeros, sizeof zeros - 1, (bede_options){.input = BEDE_INPUT_HTML}));
    reading_close(&r);
}

/* Repeats s until there are n bytes, behind `head`. */
static char *many(const char *head, const char *s, size_t n) {
    size_t k = strlen(s), h = strlen(head);
    char *p = malloc(h + n + 1);
    if (!p)
        abort();
    memcpy(p, head, h);
    for (size_t i = 0; i < n; i++)
        p[h + i] = s[i % k];
    p[h + n] = 0;
    return p;
}

/* Each must end soon, in an article or an error. */
static void hostile(void) {
    static const char *const units[] = {"<div>",
                                        "<p>a</p>",
                                        "</x>",
                                        "<b><i>",
                                        "&",
                                        "&#0;",
                                        "<",
                                        "<!--",
                                        "<a b=c ",
                                        "<table><tr><td>",
                                        "<li><ul>",
                                        "WATCH: it goes on\n",
                                        "Read more:\n",
                                        "\n",
                                        "a",
                                        "\xff",
                                        "<br>",
                                        "[",
                                        "By A, ",
                                        "1/1/2001 ",
                                        "<script type=application/ld+json>[",
                                        "(AP) - "};
    reading r;
    reading_open(&r);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *p = many("<p>", units[i], 300000);
        (void)read_text(&r, p);
        CHECK(spans_hold(&r));
        (void)read_with(&r, p + 3, strlen(p + 3), (bede_options){.input = BEDE_INPUT_TEXT});
        CHECK(spans_hold(&r));
        free(p);
    }
    char *deep = many("", "<div>", 2000000);
    CHECK(!read_text(&r, deep));
    CHECK(strstr(r.err.what, "too deep") != NULL);
    free(deep);
    static const char *const scripts[][2] = {
        {"<script type='application/ld+json'>[", "{\"@type\":\"Article\",\"author\":[{\"@id\":\"#"
                                                 "1\"},{\"@id\":\"#2\"},{\"@id\":\"#3\"}]},"},
        {"<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",", "\"a\":1,"},
        {"<script type='application/json'>", "[{\"a\":\"No end. \","},
        {"<div class='", "related "},
        {"<h1>", "<span class=kicker>x</span> "},
        {"<p>", "Posted on May 3 by A - By B | "},
        {"", "<a rel=author>A. Name</a><time datetime='2020-01-01'>"}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        char *p = many(scripts[i][0], scripts[i][1], 1500000);
        (void)read_text(&r, p);
        CHECK(spans_hold(&r));
        free(p);
    }
    char *cells = many("<table><tr>", "<td>", 7000000);
    CHECK(!read_text(&r, cells));
    CHECK(strstr(r.err.what, "too many elements") != NULL);
    free(cells);
    reading_close(&r);
}

int main(void) {
    charsets();
    labels();
    misdeclared();
    wide();
    broken();
    hostile();
    return test_end();
}
