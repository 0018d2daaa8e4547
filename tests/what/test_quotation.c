/* SPDX-License-Identifier: Apache-2.0 */
/* Quotations and reported speech: words, speaker, cue; who says an event. */
#include "reading.h"
#include "test.h"

static bede_view span(const bede_article *a, bede_span s) {
    return (bede_view){a->text.s + s.start, s.end - s.start};
}

/* Quote k of the text: words, speaker ("" for nobody), cue. */
static void quote(const bede_article *a, size_t k, const char *words, const char *speaker,
                  const char *cue, bool direct) {
    CHECK(k < a->n_quotes);
    if (k >= a->n_quotes)
        return;
    const bede_quote *q = &a->quotes[k];
    bede_view w = span(a, q->span), c = span(a, q->cue);
    bede_view by =
        q->speaker < a->n_mentions ? span(a, a->mentions[q->speaker].span) : (bede_view){"", 0};
    CHECK_TEXT(w.s, w.n, words);
    CHECK_TEXT(by.s, by.n, speaker);
    CHECK_TEXT(c.s, c.n, cue);
    CHECK_INT(q->direct, direct);
}

static const bede_article *text(const char *s) {
    return reading_of(s, "2019-05-15", BEDE_INPUT_TEXT);
}

static void said_by(const char *s, bede_event_type type, const char *want) {
    const bede_article *a = text(s);
    bede_view by = {"nothing coded", 13};
    for (size_t i = 0; i < a->n_events; i++)
        if (a->events[i].type == type)
            by = a->events[i].said_by < a->n_mentions
                     ? span(a, a->mentions[a->events[i].said_by].span)
                     : (bede_view){"", 0};
    CHECK_TEXT(by.s, by.n, want);
}

int main(void) {
    reading_start();
    const bede_article *a = text("\"We will rebuild the port,\" the Kenyan president told "
                                 "reporters in Mombasa. \"It will take two years.\"");
    CHECK_INT(a->n_quotes, 2);
    quote(a, 0, "We will rebuild the port,", "the Kenyan president", "told", true);
    quote(a, 1, "It will take two years.", "the Kenyan president", "told", true);

    a = text("The Chilean minister said: \xE2\x80\x9CThe talks have failed. We go home "
             "now.\xE2\x80\x9D");
    CHECK_INT(a->n_quotes, 1); /* two sentences, one quotation */
    quote(a, 0, "The talks have failed. We go home now.", "The Chilean minister", "said", true);

    a = text("The Norwegian envoy said that the border had been closed.");
    CHECK_INT(a->n_quotes, 1);
    quote(a, 0, "that the border had been closed", "The Norwegian envoy", "said", false);

    a = text("Two bridges were blown up near the border, the Chadian army said on Monday.");
    CHECK_INT(a->n_quotes, 1);
    quote(a, 0, "Two bridges were blown up near the border", "the Chadian army", "said", false);

    a = text("The film was a success. People loved it.");
    CHECK_INT(a->n_quotes, 0);

    said_by("According to the Chadian army, rebels attacked a Chadian town on Monday.",
            BEDE_ASSAULT, "the Chadian army");
    said_by("Rebels attacked a Chadian town on Monday, said the Chadian army.", BEDE_ASSAULT,
            "the Chadian army");
    said_by("Norway condemns Chad's missile launch: foreign minister", BEDE_ACCUSE,
            "foreign minister");
    said_by("Norway attacked Chad on Monday.", BEDE_ASSAULT, "");
    reading_end();
    return test_end();
}
