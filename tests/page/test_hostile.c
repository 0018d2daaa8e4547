/* SPDX-License-Identifier: Apache-2.0 */
/* Pages made to take long or much: each is read, or refused with a reason, within seconds. */
#include "base/limits.h"
#include "base/view.h"
#include "page/page.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

enum { BYTES = 2 << 20, CELLS = 10000000 };

#if defined(__SANITIZE_ADDRESS__)
#define SECONDS 40
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SECONDS 40
#endif
#endif
#ifndef SECONDS
#define SECONDS 4
#endif

static bd_page room;
static bd_arena arena;

static double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

/* True if a page came out that has the words in its text; NULL: whatever. */
static bool read_page(const char *name, const char *bytes, size_t n, bede_input input,
                      const char *words) {
    jmp_buf full;
    bede_error err = {0};
    bede_article a = {0};
    bede_options o = {.input = input, .charset = {"utf-8", 5}};
    double from = cpu();
    if (getenv("BEDE_TEST_VERBOSE"))
        fprintf(stderr, "%s\n", name);
    volatile bool found = false;
    bd_arena_clear(&arena);
    bd_arena_guard(&arena, &full);
    if (!setjmp(full)) {
        bool ok = bd_page_read(&room, &arena, name, bytes, n, &o, &a, &err);
        CHECK(ok || err.what[0]);
        CHECK(a.text.n <= BD_MAX_TEXT_BYTES);
        found = ok && words && bd_view_find(a.text, words, 0) != SIZE_MAX;
    }
    double took = cpu() - from;
    if (took > SECONDS)
        fprintf(stderr, "%s: %.1f s\n", name, took);
    CHECK(took <= SECONDS);
    return found;
}

/* `before`, then `unit` over and over ("%zu" in it: a number that grows), then `behind`. */
static void page_of(const char *name, const char *before, const char *unit, const char *behind,
                    bede_input input, const char *words) {
    char *s = malloc(BYTES + 4096);
    size_t n = (size_t)snprintf(s, 2048, "%s", before), k = 0;
    size_t step = strlen(unit);
    bool numbered = strstr(unit, "%zu") != NULL;
    while (n + step + 32 < BYTES) {
        if (numbered) {
            const char *at = strstr(unit, "%zu");
            n += (size_t)snprintf(s + n, 2048, "%.*s%zu%s", (int)(at - unit), unit, k++, at + 3);
        } else {
            memcpy(s + n, unit, step);
            n += step;
        }
    }
    n += (size_t)snprintf(s + n, 2048, "%s", behind);
    bool found = read_page(name, s, n, input, words);
    CHECK(found || !words);
    if (words && !found)
        fprintf(stderr, "%s: \"%s\" is not in the text\n", name, words);
    free(s);
}

#define ARTICLE                                                                                    \
    "<html><body><article><h1>Ministers meet</h1><p>The ministers of both states met in the "      \
    "capital on Monday, officials said, and spoke for an hour.</p>"
#define WORDS "spoke for an hour"

static void markup(void) {
    static const struct {
        const char *name, *before, *unit, *behind, *words;
    } pages[] = {
        {"cells", ARTICLE "<table><tr>", "<td>", "</table>", WORDS},
        {"rows", ARTICLE "<table>", "<tr><td>1", "</table>", WORDS},
        {"tables in tables", ARTICLE, "<table><tr><td>", "", NULL},
        {"depth", ARTICLE, "<div>", "", NULL},
        {"depth of lists", ARTICLE, "<ul><li>x", "", NULL},
        {"inline depth", ARTICLE, "<b><i>", "", NULL},
        {"open links", ARTICLE, "<a href=x>", "", NULL},
        {"ends without beginning", ARTICLE, "</div></p>", "", WORDS},
        {"attributes", ARTICLE "<div ", "a%zu=1 ", "></div>", WORDS},
        {"one attribute", ARTICLE "<div class=\"", "related ", "\"></div>", WORDS},
        {"classes", ARTICLE, "<p class=\"x%zu y z\">a</p>", "", NULL},
        {"less-thans", ARTICLE, "<", "", WORDS},
        {"ampersands", ARTICLE "<p>", "&amp;&#x41;&x", "", NULL},
        {"open comment", ARTICLE "<!--", "-- > ", "", WORDS},
        {"comments", ARTICLE, "<!-- x -->", "", WORDS},
        {"scripts", ARTICLE, "<script>var a = 1;</script>", "", WORDS},
        {"metadata", "<meta name=author content=x>", "<meta property=a%zu content=b>", ARTICLE,
         NULL},
        {"authors", "<meta name=author content=\"", "A%zu Name, ", "\">" ARTICLE, NULL},
        {"JSON, deep", "<script type=\"application/ld+json\">", "[", "</script>" ARTICLE, NULL},
        {"JSON, wide", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"a\":[0",
         ",{\"@type\":\"Person\",\"name\":\"x\"}", "]}</script>" ARTICLE, NULL},
        {"JSON, keys", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\"",
         ",\"k%zu\":1", "}</script>" ARTICLE, NULL},
        {"JSON, body",
         "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"",
         "The ministers met. ", "\"}</script>", NULL},
        {"lines", ARTICLE "<p>", "A line of it.<br>", "", NULL},
        {"paragraphs", ARTICLE, "<p>A short one.", "", NULL},
        {"times", ARTICLE, "<time datetime=2019-11-03>3 November 2019</time>", "", NULL},
        {"bylines", ARTICLE, "<p>By Anna%zu Bell and Karm Vella</p>", "", NULL},
        {"links to authors", ARTICLE, "<a rel=author href=/author/a>Anna%zu Bell</a>", "", NULL},
        {"bare names", ARTICLE, "<address>Anna Bell</address>", "", NULL},
        {"named days", ARTICLE, "<span class=date>3 May 2019</span>", "", NULL},
        {"days", ARTICLE, "<p>Updated 3.11.2%zu</p>", "", NULL},
        {"owners", ARTICLE "<p>", "Copyright ", "", NULL},
        {"owner", ARTICLE "<p>\xc2\xa9 ", "Anna Bell ", "", NULL},
        {"script of authors", "<script>", "\"author\":[", "</script>" ARTICLE, NULL},
        {"headings", ARTICLE, "<h1>Ministers meet</h1>", "", NULL},
        {"entities declared", "<!DOCTYPE html [<!ENTITY a \"xxxxxxxxxx\">",
         "<!ENTITY b \"&a;&a;\">", "]>" ARTICLE, NULL},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        page_of(pages[i].name, pages[i].before, pages[i].unit, pages[i].behind, BEDE_INPUT_HTML,
                pages[i].words);
}

/* A table of ten million cells, 40 MB. */
static void cells(void) {
    char *s = malloc(4 * (size_t)CELLS + 1000);
    size_t n = (size_t)sprintf(s, "%s", ARTICLE "<table><tr>");
    for (int i = 0; i < CELLS; i++, n += 4)
        memcpy(s + n, "<td>", 4);
    CHECK(read_page("ten million cells", s, n, BEDE_INPUT_HTML, WORDS));
    free(s);
}

static void text(void) {
    static const char *const units[] = {"a",
                                        "a ",
                                        "\n",
                                        "a\n",
                                        "Share on X\n",
                                        "3 Nov ",
                                        "((((",
                                        "Reuters, ",
                                        "1:30 / ",
                                        "By A B and C\n",
                                        "By Anna Bell, 3 May 2021\n",
                                        "\"“",
                                        "\t",
                                        "http://x/",
                                        "\xcc\x81",
                                        "Read more:\n"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        page_of(units[i], "A first line of text that says something.\n", units[i], "",
                BEDE_INPUT_TEXT, NULL);
        page_of(units[i], "<p>A first line of text.</p>", units[i], "", BEDE_INPUT_AUTO, NULL);
    }
}

int main(void) {
    bede_error err = {0};
    CHECK(bd_page_init(&room, &err));
    bd_arena_init(&arena, BD_MAX_ARENA_BYTES);
    markup();
    cells();
    text();
    bd_arena_free(&arena);
    bd_page_free(&room);
    return test_end();
}
