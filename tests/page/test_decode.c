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
    strcpy(deep + 1900000,
           "<p>The two ministers met in the old town, and agreed to meet again, the "
           "spokesman said on Monday.</p>");
    CHECK(read_text(&r, deep));
    CHECK(in_text(&r, "agreed to meet again"));
    free(deep);
    char *cells = many("<table><tr>", "<td>", 7000000);
    CHECK(!read_text(&r, cells));
    CHECK(strstr(r.err.what, "too many elements") != NULL);
    free(cells);
    reading_close(&r);
}

int main(void) {
    charsets();
    wide();
    broken();
    hostile();
    return test_end();
}
