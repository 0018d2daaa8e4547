/* SPDX-License-Identifier: Apache-2.0 */
/* The gist of a sentence: class and roles as the model weighs them, and what it does with damage.
 */
#include "base/file.h"
#include "reading.h"
#include "test.h"
#include "what/gist.h"

#include <stdlib.h>

static const bede_gist *gist_of(const char *text) {
    const bede_article *a = reading_of(text, NULL, BEDE_INPUT_SENTENCE);
    CHECK_INT(a->n_gists, a->n_sentences);
    return a->n_gists ? &a->gists[0] : NULL;
}

static void role(const char *text, const bede_gist *g, size_t k, char want, const char *phrase) {
    CHECK(g && k < g->n_roles);
    if (!g || k >= g->n_roles)
        return;
    const bede_role *r = &g->roles[k];
    CHECK_INT(r->role, want);
    CHECK_TEXT(text + r->span.start, r->span.end - r->span.start, phrase);
}

static void sentence(const char *text, int class, const char *source, const char *target) {
    const bede_gist *g = gist_of(text);
    CHECK(g && g->pentacode == class);
    role(text, g, 0, 'S', source);
    if (target)
        role(text, g, 1, 'T', target);
}

/* What the training reads: a line of the whole, then one a word, in its order. */
static void features_of(const char *text) {
    bede_options options = {.input = BEDE_INPUT_SENTENCE, .gist_features = true};
    bede_error err = {0};
    const bede_article *a = bede_read(reading_reader, "t", text, strlen(text), &options, &err);
    CHECK(a && a->n_gists == 1);
    if (!a || a->n_gists != 1)
        return;
    bede_view f = a->gists[0].features, line;
    size_t lines = 0;
    while (bd_view_split(&f, '\n', &line) && line.n)
        CHECK(lines++ ? line.s[0] >= '0' && line.s[0] <= '9' : line.s[0] == '*');
    CHECK_INT(lines, a->n_words + 1);
}

/* Every cut of the section is refused, never read past. */
static void damage(void) {
    bd_arena arena;
    bede_view bytes;
    bede_error err = {0};
    what_gist_model m;
    bd_arena_init(&arena, 0);
    CHECK(bd_file_read(&arena, "data/models/gist.model", &bytes, &err));
    CHECK(what_gist_attach(&m, bytes, &err));
    CHECK(what_gist_attach(&m, (bede_view){0}, &err)); /* none at all: the rules alone */
    CHECK_INT(m.marks.n_slots, 0);
    for (size_t n = 0; n < bytes.n; n += n < 64 ? 1 : 9973) {
        char *part = malloc(n + 1);
        if (!part)
            break;
        memcpy(part, bytes.s, n);
        CHECK(!what_gist_attach(&m, bd_view(part, n), &err));
        CHECK_INT(m.marks.n_slots, 0);
        free(part);
    }
    char *bad = malloc(bytes.n);
    if (bad) {
        memcpy(bad, bytes.s, bytes.n);
        memset(bad + 8, 0xFF, 12); /* sizes that lie */
        CHECK(!what_gist_attach(&m, bd_view(bad, bytes.n), &err));
        free(bad);
    }
    bd_arena_free(&arena);
}

int main(void) {
    reading_start();
    sentence("Norway sent food to Chad.", 2, "Norway", "Chad");
    sentence("Police in Lima arrested four students on Friday.", 4, "Police in Lima",
             "four students");
    sentence("The Peruvian government condemned the Chilean president on Monday.", 3,
             "The Peruvian government", "the Chilean president");
    sentence("Sweden praised Ghana's new government.", 1, "Sweden", NULL);
    const char *both = "Kenyan and Ugandan officials met in Nairobi.";
    const bede_gist *g = gist_of(both);
    CHECK(g && g->pentacode == 1);
    role(both, g, 0, 'R', "Kenyan and Ugandan officials");
    features_of("Norway will send food to Chad.");
    features_of("- - ( \xE2\x80\x9C");
    const bede_article *a = reading_of("Norway met Chad. It rained.", NULL, BEDE_INPUT_TEXT);
    CHECK_INT(a->n_gists, 0); /* nobody asked */
    damage();
    reading_end();
    return test_end();
}
