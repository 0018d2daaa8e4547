/* SPDX-License-Identifier: Apache-2.0 */
/* Who, when, where and what on text that nobody wrote: words in any order and bytes of any value.
 * Whatever comes out must point into the article, and come out again the same. */
#include "reading.h"
#include "test.h"

#include <stdint.h>

enum { TEXTS = 120, WORDS = 160, LONGEST = 4096 };

static const char *const words[] = {
    "Russia",       "Iranian",      "the",      "president", "of",       "France's",
    "he",           "she",          "they",     "we",        "\"",       "\"",
    "said",         "that",         "accused",  "denied",    "will",     "not",
    "killing",      "attacked",     "talks",    "with",      "and",      "and",
    "by",           "to",           ",",        ".",         ".\n\n",    "on",
    "Monday",       "May",          "2015",     "31",        "last",     "week",
    "in",           "Moscow",       "Vienna",   "troops",    "police",   "which",
    "who",          "according",    "reported", "Reuters",   "told",     "met",
    "both",         "two",          "leaders",  "former",    "minister", "foreign",
    "must",         "if",           "(",        ")",         ";",        "\xe2\x80\x9c",
    "\xe2\x80\x9d", "\xe2\x80\x94", "-",        "'s",
};

static uint32_t next(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static size_t salad(uint32_t *seed, char *out) {
    size_t n = 0;
    for (int i = 0; i < WORDS; i++) {
        const char *w = words[next(seed) % (sizeof words / sizeof *words)];
        n += (size_t)snprintf(out + n, LONGEST - n, "%s ", w);
    }
    return n;
}

static size_t noise(uint32_t *seed, char *out) {
    size_t n = salad(seed, out);
    for (int i = 0; i < 60; i++)
        out[next(seed) % n] = (char)(next(seed) & 0xff);
    return n;
}

static int inside(const bede_article *a, bede_span s) {
    return s.start <= s.end && s.end <= a->text.n;
}

static int parties_sound(const bede_article *a, const bede_party *p, size_t n) {
    int ok = 1;
    for (size_t i = 0; i < n; i++)
        ok &= inside(a, p[i].span) && p[i].mention < a->n_mentions;
    return ok;
}

static int sound(const bede_article *a) {
    int ok = 1;
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        ok &= inside(a, m->span) && m->sentence < a->n_sentences && m->first <= m->last &&
              m->last < a->n_words && m->head >= m->first && m->head <= m->last;
    }
    for (size_t i = 0; i < a->n_times; i++)
        ok &= inside(a, a->times[i].span) && a->times[i].last < a->n_words;
    for (size_t i = 0; i < a->n_places; i++)
        ok &= inside(a, a->places[i].span) && a->places[i].last < a->n_words;
    for (size_t i = 0; i < a->n_quotes; i++) {
        const bede_quote *q = &a->quotes[i];
        ok &= inside(a, q->span) && inside(a, q->cue) && q->sentence < a->n_sentences &&
              (q->speaker == UINT32_MAX || q->speaker < a->n_mentions);
    }
    for (size_t i = 0; i < a->n_events; i++) {
        const bede_event *e = &a->events[i];
        ok &= inside(a, e->trigger) && e->sentence < a->n_sentences &&
              e->trigger_word < a->n_words && e->type < BEDE_EVENT_TYPES &&
              (e->place == UINT32_MAX || e->place < a->n_places) &&
              (e->said_by == UINT32_MAX || e->said_by < a->n_mentions) &&
              parties_sound(a, e->actors, e->n_actors) &&
              parties_sound(a, e->recipients, e->n_recipients);
    }
    return ok;
}

static const bede_article *read_bytes(const char *s, size_t n, bede_input input) {
    bede_options o = {.input = input};
    bede_error err = {0};
    bede_date_parse("2019-05-07", &o.date);
    const bede_article *a = bede_read(reading_reader, "salad", s, n, &o, &err);
    if (!a)
        CHECK(err.what[0] != 0); /* never a silent failure */
    return a;
}

int main(void) {
    static char text[LONGEST];
    uint32_t seed = 20191107;
    size_t events = 0, articles = 0;
    reading_start();
    for (int k = 0; k < TEXTS; k++) {
        size_t n = k % 3 == 2 ? noise(&seed, text) : salad(&seed, text);
        bede_input input = k % 2 ? BEDE_INPUT_SENTENCE : BEDE_INPUT_CLEAN;
        const bede_article *a = read_bytes(text, n, input);
        if (!a)
            continue;
        CHECK(sound(a));
        articles++;
        size_t first = a->n_events, mentions = a->n_mentions;
        events += first;
        a = read_bytes(text, n, input);
        CHECK(a && a->n_events == first && a->n_mentions == mentions);
    }
    CHECK(articles > TEXTS / 2);
    CHECK(events > 0); /* else nothing was tested */
    reading_end();
    return test_end();
}
