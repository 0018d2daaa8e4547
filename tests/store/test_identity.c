/* SPDX-License-Identifier: Apache-2.0 */
/* Sixty reports of twelve events: which copies are found, and which mentions are held for one
 * event, without a database (tests/store/test_merge.c has the whole store). With an argument it
 * tells every weighing. */
#include "reading.h"
#include "reports.h"
#include "store/near.h"
#include "store/same.h"
#include "test.h"

typedef struct told {
    int event; /* of the main mention; -1 for none */
    bd_near_mark mark;
    bd_story story;
} told;

enum { MAX_EVENTS = 2000 };
static told tolds[MAX_REPORTS];
static bd_deed events[MAX_EVENTS];
static int n_events;
static bool loud;

static float alike(const bd_deed *e, const told *t) {
    float best = 0;
    for (int i = 0; i < e->n_stories; i++) {
        float x = bd_story_alike(&tolds[e->stories[i]].story, &t->story);
        best = x > best ? x : best;
    }
    return best;
}

static int event_of(bd_deed *d, size_t number) {
    bd_same best = {0};
    int at = -1;
    for (int i = 0; i < n_events; i++) {
        bd_same w;
        if (!bd_deed_same(&events[i], d, alike(&events[i], &tolds[number]), &w))
            continue;
        if (loud && w.sum > 2)
            printf("   %s and %s: %.1f, %s\n", reports[number].name,
                   reports[events[i].stories[0]].name, (double)w.sum, w.why);
        if (w.sum >= BD_SAME_ACROSS && w.sum > best.sum) {
            best = w;
            at = i;
        }
    }
    d->stories[0] = (int64_t)number;
    d->n_stories = 1;
    if (at >= 0) {
        bd_deed_join(&events[at], d);
        return at;
    }
    events[n_events] = *d;
    return n_events++;
}

static void add(size_t number) {
    const report *r = &reports[number];
    told *t = &tolds[number];
    const bede_article *a = reading_of(r->text, r->date, BEDE_INPUT_TEXT);
    bd_near_sign(a, &t->mark);
    bd_story_of(a, &t->story);
    bd_tellings deeds;
    CHECK(bd_tellings_of(a, &deeds));
    size_t main_one = report_main(r, a);
    t->event = -1;
    for (size_t i = 0; i < deeds.n && n_events < MAX_EVENTS; i++) {
        int e = event_of(&deeds.deeds[i], number);
        if (main_one < a->n_events && deeds.of[main_one] == i)
            t->event = e;
    }
    bd_tellings_free(&deeds);
}

/* What a deed says survives being written down. */
static void text_of_deeds(void) {
    char one[BD_DEED_TEXT], two[BD_DEED_TEXT];
    for (int i = 0; i < n_events; i++) {
        bd_deed d;
        bd_deed_write(&events[i], one, sizeof one);
        CHECK(bd_deed_read(bd_view_z(one), &d));
        bd_deed_write(&d, two, sizeof two);
        CHECK(!strcmp(one, two));
        CHECK(d.n_parties == events[i].n_parties && d.n_days == events[i].n_days);
    }
    bd_deed d;
    CHECK(!bd_deed_read(bd_view_z(""), &d) && !bd_deed_read(bd_view_z("x|y"), &d));
    CHECK(bd_deed_read(bd_view_z("1|2|3|P 1|D|L 1 2|N zz|S|Q|||P 1 ABC DEF GOV"), &d));
}

int main(int argc, char **argv) {
    (void)argv;
    loud = argc > 1;
    reading_start();
    CHECK(reports_load("tests/store/identity/reports.txt"));
    CHECK_INT(n_reports, 60);
    for (size_t i = 0; i < n_reports; i++)
        add(i);
    pairs same = {0}, copies = {0};
    int none = 0;
    for (size_t i = 0; i < n_reports; i++) {
        none += tolds[i].event < 0;
        for (size_t k = 0; k < i; k++) {
            float share;
            pairs_add(&copies, !strcmp(report_original(&reports[i]), report_original(&reports[k])),
                      bd_near_copy(&tolds[i].mark, &tolds[k].mark, &share));
            if (tolds[i].event >= 0 && tolds[k].event >= 0)
                pairs_add(&same, !strcmp(reports[i].event, reports[k].event),
                          tolds[i].event == tolds[k].event);
        }
    }
    printf("copies: %d found, %d missed, %d false\n", copies.both, copies.missed,
           copies.false_ones);
    printf("events: F1 %.3f (%d pairs, %d missed, %d false); %d reports without their event\n",
           pairs_f1(&same), same.both, same.missed, same.false_ones, none);
    CHECK(copies.both >= 19 && copies.false_ones == 0);
    CHECK(pairs_f1(&same) >= 0.85);
    CHECK(none <= 9);
    text_of_deeds();
    reports_free();
    reading_end();
    return test_end();
}
