/* SPDX-License-Identifier: Apache-2.0 */
/* The sixty reports through a store: copies, events, choices by hand, merging anew. */
#include "reading.h"
#include "reports.h"
#include "test.h"

#include <sqlite3.h>
#include <unistd.h>

static const char PATH[] = "test_merge.store";
static char mains[MAX_REPORTS][17]; /* identifiers of the main mentions, "" for none */
static char events[MAX_REPORTS][17];

static void remove_store(void) {
    char buf[64];
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        snprintf(buf, sizeof buf, "%s%s", PATH, ends[i]);
        unlink(buf);
    }
}

static bede_store *open_store(bool no_merge) {
    bede_error err = {0};
    bede_store *s =
        bede_store_open(PATH, &(bede_store_options){.make = true, .no_merge = no_merge}, &err);
    if (!s)
        fprintf(stderr, "%s: %s\n", err.where, err.what);
    return s;
}

static int add(bede_store *s, size_t i) {
    bede_options options = {.url = {reports[i].name, strlen(reports[i].name)},
                            .input = BEDE_INPUT_TEXT};
    bede_error err = {0};
    bede_date_parse(reports[i].date, &options.date);
    size_t n = strlen(reports[i].text);
    const bede_article *a =
        bede_read(reading_reader, reports[i].name, reports[i].text, n, &options, &err);
    size_t m = report_main(&reports[i], a);
    snprintf(mains[i], sizeof mains[i], "%s", m < a->n_events ? a->events[m].id : "");
    bede_entry *e = bede_entry_new(a, bede_entry_key(options.url, reports[i].text, n), &err);
    int got = e ? bede_store_add(s, e, &err) : -1;
    bede_entry_free(e);
    if (got < 0)
        fprintf(stderr, "%s: %s\n", err.where, err.what);
    return got;
}

/* One value of a query, as text. */
static const char *ask(const char *sql, const char *value) {
    static char out[1024];
    sqlite3 *db;
    sqlite3_stmt *q = NULL;
    out[0] = '\0';
    sqlite3_open_v2(PATH, &db, SQLITE_OPEN_READONLY, NULL);
    sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    if (value)
        sqlite3_bind_text(q, 1, value, -1, SQLITE_STATIC);
    if (sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
        snprintf(out, sizeof out, "%s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    sqlite3_close(db);
    return out;
}
static long number(const char *sql, const char *value) {
    return strtol(ask(sql, value), NULL, 10);
}

static const char EVENT_OF[] =
    "SELECT e.uid FROM mentions m JOIN events e ON e.id = m.event WHERE m.uid = ?1";

static void note_events(void) {
    for (size_t i = 0; i < n_reports; i++)
        snprintf(events[i], sizeof events[i], "%s", mains[i][0] ? ask(EVENT_OF, mains[i]) : "");
}

static void measure(void) {
    pairs same = {0}, copies = {0};
    int none = 0;
    char wires[MAX_REPORTS][24];
    for (size_t i = 0; i < n_reports; i++)
        snprintf(wires[i], sizeof wires[i], "%s",
                 ask("SELECT wire FROM articles WHERE url = ?1", reports[i].name));
    for (size_t i = 0; i < n_reports; i++) {
        none += !events[i][0];
        for (size_t k = 0; k < i; k++) {
            pairs_add(&copies, !strcmp(report_original(&reports[i]), report_original(&reports[k])),
                      !strcmp(wires[i], wires[k]));
            if (events[i][0] && events[k][0])
                pairs_add(&same, !strcmp(reports[i].event, reports[k].event),
                          !strcmp(events[i], events[k]));
        }
    }
    printf("copies: %d found, %d missed, %d false\n", copies.both, copies.missed,
           copies.false_ones);
    printf("events: F1 %.3f (%d pairs, %d missed, %d false); %d reports without their event\n",
           pairs_f1(&same), same.both, same.missed, same.false_ones, none);
    CHECK(copies.both >= 19 && copies.false_ones == 0);
    CHECK(pairs_f1(&same) >= 0.85);
    /* Ten reports of the meeting, three of them copies: seven sources. */
    const char *modi = ask(EVENT_OF, mains[7]);
    char uid[17];
    snprintf(uid, sizeof uid, "%s", modi);
    CHECK_INT(number("SELECT n_articles FROM events WHERE uid = ?1", uid), 10);
    CHECK_INT(number("SELECT n_sources FROM events WHERE uid = ?1", uid), 7);
    CHECK_INT(number("SELECT count(*) FROM mentions WHERE why = ''", NULL), 0);
}

static void sound(void) {
    CHECK(!strcmp(ask("PRAGMA integrity_check", NULL), "ok"));
    CHECK_INT(number("SELECT count(*) FROM pragma_foreign_key_check", NULL), 0);
    CHECK_INT(number("SELECT count(*) FROM events WHERE n_mentions <> (SELECT count(*) FROM "
                     "mentions m WHERE m.event = events.id)",
                     NULL),
              0);
    CHECK_INT(
        number("SELECT count(*) FROM events WHERE n_sources < 1 OR n_sources > n_articles", NULL),
        0);
}

/* Merging anew without choices gives the same events with the same identifiers. */
static void anew(bede_store *s) {
    bede_error err = {0};
    char before[1024];
    static const char all[] = "SELECT count(*) || ' ' || sum(n_mentions * length(type)) || ' ' || "
                              "substr(group_concat(uid), 1, 900) FROM (SELECT * FROM events ORDER "
                              "BY uid)";
    snprintf(before, sizeof before, "%s", ask(all, NULL));
    CHECK(bede_store_merge_anew(s, &err));
    CHECK(!strcmp(before, ask(all, NULL)));
    if (err.what[0])
        fprintf(stderr, "%s: %s\n", err.where, err.what);
    sound();
}

static void by_hand(bede_store *s) {
    bede_error err = {0};
    char id[17];
    /* The meeting in the palace and the attack on the consulate, made one. */
    const char *ids[] = {events[0], events[7]};
    CHECK(bede_store_join(s, ids, 2, &err));
    CHECK(!strcmp(ask(EVENT_OF, mains[7]), events[0]));
    sound();
    CHECK(bede_store_merge_anew(s, &err) || (fprintf(stderr, "%s\n", err.what), 0));
    CHECK(!strcmp(ask(EVENT_OF, mains[7]), events[0]));
    CHECK(!strcmp(ask(EVENT_OF, mains[0]), events[0]));
    /* The identifier of the one that went still leads there. */
    CHECK_INT(number("SELECT count(*) FROM event_names n JOIN events e ON e.id = n.event WHERE "
                     "n.uid = ?1",
                     events[7]),
              1);
    sound();
    /* And apart again: one mention of it. */
    const char *mention = mains[8];
    CHECK(bede_store_split(s, events[0], &mention, 1, id, &err));
    CHECK(!strcmp(ask(EVENT_OF, mains[8]), id));
    CHECK(strcmp(ask(EVENT_OF, mains[7]), id) != 0);
    CHECK(bede_store_merge_anew(s, &err));
    CHECK(!strcmp(ask(EVENT_OF, mains[8]), id));
    CHECK(!strcmp(ask(EVENT_OF, mains[7]), events[0]));
    sound();
    /* What cannot be. */
    const char *none[] = {events[0], "ffffffffffffffff"};
    CHECK(!bede_store_join(s, none, 2, &err) && strstr(err.what, "no event"));
    CHECK(!bede_store_join(s, none, 1, &err));
    CHECK(!bede_store_split(s, events[0], none + 1, 1, id, &err) && strstr(err.what, "no mention"));
    CHECK(!bede_store_split(s, id, &mention, 1, id, &err));
    sound();
}

/* Every mention by itself. */
static void not_merged(void) {
    remove_store();
    bede_store *s = open_store(true);
    for (size_t i = 0; i < n_reports; i++)
        CHECK_INT(add(s, i), 1);
    bede_store_close(s);
    CHECK_INT(number("SELECT count(*) FROM events", NULL),
              number("SELECT count(*) FROM mentions", NULL));
    sound();
    s = open_store(false);
    CHECK(bede_store_merge_anew(s, NULL));
    bede_store_close(s);
    for (size_t i = 0; i < n_reports; i++)
        CHECK(!mains[i][0] || !strcmp(events[i], ask(EVENT_OF, mains[i])));
    sound();
}

int main(void) {
    reading_start();
    CHECK(reports_load("tests/store/identity/reports.txt"));
    remove_store();
    bede_store *s = open_store(false);
    for (size_t i = 0; s && i < n_reports / 2; i++)
        CHECK_INT(add(s, i), 1);
    CHECK_INT(add(s, 3), 0);
    /* Another session goes on as if it were the same. */
    bede_store_close(s);
    s = open_store(false);
    for (size_t i = n_reports / 2; s && i < n_reports; i++)
        CHECK_INT(add(s, i), 1);
    if (s) {
        note_events();
        measure();
        sound();
        anew(s);
        by_hand(s);
        bede_store_close(s);
        not_merged();
    }
    remove_store();
    reports_free();
    reading_end();
    return test_end();
}
