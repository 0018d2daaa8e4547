/* SPDX-License-Identifier: Apache-2.0 */
/* bede-bench-find FILE [N]: questions to a store of N events (a million), which is made if FILE is
 * not there.
 *
 * The generator draws countries by Zipf's law (rank r as often as 1/r), so that the store has dyads
 * of a hundred thousand events and dyads of one, over ten years; each event has a report with a
 * sentence, every third a place, every tenth a second report. A question is asked cold (its pages
 * dropped from the system's memory, a new connection) and then warm, over several months.
 *
 * The files of the schema are filled directly: what is measured is asking. */
#include "bede.h"

#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COUNTRIES = 200, SECTORS = 6, PLACES = 5000, OUTLETS = 300, DAYS = 3650 };

static uint64_t state = 88172645463325252u;
static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}
static unsigned below(unsigned n) {
    return (unsigned)(next() % n);
}
static unsigned zipf(unsigned n) {
    double u = (double)(next() >> 11) / 9007199254740992.0;
    return (unsigned)exp(u * log(n)) - 1;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void die(const char *what) {
    fprintf(stderr, "bede-bench-find: %s\n", what);
    exit(1);
}

/* Codes that no country has, but for the first two. */
static void code_of(unsigned country, char out[4]) {
    snprintf(out, 4, "%c%c%c", 'A' + country % 26, 'A' + country / 26, 'Q');
    if (country < 2)
        memcpy(out, country ? "USA" : "RUS", 4);
}

static void day_of(unsigned n, char out[11]) {
    static const int month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 2010 + (int)n / 365, left = (int)n % 365, m = 0;
    while (left >= month[m])
        left -= month[m++];
    snprintf(out, 11, "%04d-%02d-%02d", year, m + 1, left + 1);
}

static sqlite3 *db;
static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *q;
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    return q;
}
static void text(sqlite3_stmt *q, int i, const char *s) {
    sqlite3_bind_text(q, i, s, -1, SQLITE_TRANSIENT);
}
static void run(sqlite3_stmt *q) {
    if (sqlite3_step(q) != SQLITE_DONE)
        die(sqlite3_errmsg(db));
    sqlite3_reset(q);
}

static void fill_names(void) {
    static const char *const sectors[SECTORS] = {"GOV", "MIL", "COP", "REB", "CVL", "OPP"};
    sqlite3_stmt *actor = prepare("INSERT INTO actors VALUES (?1, ?2, ?3, ?3, ?4, '')");
    sqlite3_stmt *place = prepare("INSERT INTO places VALUES (?1, ?2, ?3, ?4, ?5, 2)");
    sqlite3_stmt *outlet = prepare("INSERT INTO outlets VALUES (?1, ?2)");
    for (unsigned i = 0; i < COUNTRIES * SECTORS; i++) {
        char code[4], name[32];
        code_of(i / SECTORS, code);
        snprintf(name, sizeof name, "%s of %s", sectors[i % SECTORS], code);
        sqlite3_bind_int(actor, 1, (int)i + 1);
        text(actor, 2, name);
        text(actor, 3, code);
        text(actor, 4, sectors[i % SECTORS]);
        run(actor);
    }
    for (unsigned i = 0; i < PLACES; i++) {
        char code[4], name[32];
        code_of(i % COUNTRIES, code);
        snprintf(name, sizeof name, "Town %u", i);
        sqlite3_bind_int(place, 1, (int)i + 1);
        text(place, 2, name);
        text(place, 3, code);
        sqlite3_bind_double(place, 4, (double)below(18000) / 100 - 90);
        sqlite3_bind_double(place, 5, (double)below(36000) / 100 - 180);
        run(place);
    }
    for (unsigned i = 0; i < OUTLETS; i++) {
        char name[32];
        snprintf(name, sizeof name, "Daily %u", i);
        sqlite3_bind_int(outlet, 1, (int)i + 1);
        text(outlet, 2, name);
        run(outlet);
    }
    sqlite3_finalize(actor);
    sqlite3_finalize(place);
    sqlite3_finalize(outlet);
}

static sqlite3_stmt *article, *sentence, *words, *event, *party, *mention;

static void report(unsigned id, unsigned of, const char *type, const char *day) {
    char line[160], uid[17];
    snprintf(line, sizeof line, "The %s of town %u was told by agency %u on day %u of talk %u.",
             type, below(900), below(70), below(300), zipf(20000));
    snprintf(uid, sizeof uid, "%016x", id);
    sqlite3_bind_int(article, 1, (int)id);
    sqlite3_bind_int(article, 2, (int)zipf(OUTLETS) + 1);
    text(article, 3, day);
    text(article, 4, line);
    run(article);
    sqlite3_bind_int(sentence, 1, (int)id);
    sqlite3_bind_int(sentence, 2, (int)strlen(line));
    run(sentence);
    sqlite3_bind_int(words, 1, (int)id);
    text(words, 2, line);
    run(words);
    sqlite3_bind_int(mention, 1, (int)id);
    text(mention, 2, uid);
    sqlite3_bind_int(mention, 3, (int)of);
    text(mention, 4, type);
    text(mention, 5, day);
    run(mention);
}

static void one_party(unsigned id, const char *role, const char *day) {
    unsigned country = zipf(COUNTRIES), actor = country * SECTORS + below(SECTORS) + 1;
    char code[4];
    code_of(country, code);
    sqlite3_bind_int(party, 1, (int)id);
    text(party, 2, role);
    sqlite3_bind_int(party, 3, (int)actor);
    text(party, 4, code);
    text(party, 5, day);
    run(party);
}

static void one_event(unsigned id, unsigned *reports) {
    static const char *const cameo[] = {"030", "042", "051", "081", "061", "070", "084", "100",
                                        "111", "120", "130", "141", "160", "150", "173", "190"};
    bede_event_type type = (bede_event_type)below(BEDE_EVENT_TYPES);
    char uid[17], day[11];
    unsigned told = 1 + !below(10);
    snprintf(uid, sizeof uid, "e%015x", id);
    day_of(below(DAYS), day);
    sqlite3_bind_int(event, 1, (int)id);
    text(event, 2, uid);
    text(event, 3, bede_event_name(type));
    text(event, 4, cameo[type]);
    sqlite3_bind_int(event, 5, bede_event_quad(type));
    sqlite3_bind_double(event, 6, (double)below(200) / 10 - 10);
    text(event, 7, day);
    if (below(3))
        sqlite3_bind_null(event, 8);
    else
        sqlite3_bind_int(event, 8, (int)below(PLACES) + 1);
    sqlite3_bind_int(event, 9, (int)told);
    run(event);
    one_party(id, "A", day);
    one_party(id, "R", day);
    for (unsigned i = 0; i < told; i++)
        report(++*reports, id, bede_event_name(type), day);
}

static void make(const char *path, unsigned n) {
    bede_error err = {0};
    bede_store *s = bede_store_open(path, &(bede_store_options){.make = true}, &err);
    if (!s)
        die(err.what);
    bede_store_close(s);
    if (sqlite3_open(path, &db) != SQLITE_OK)
        die("cannot open the store");
    sqlite3_exec(db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN", NULL, NULL,
                 NULL);
    sqlite3_exec(db, "INSERT INTO runs (id, started, version) VALUES (1, '2020-01-01', 'bench')",
                 NULL, NULL, NULL);
    fill_names();
    article = prepare("INSERT INTO articles VALUES (?1, 1, '', 'a', '', 'A title', ?2, 'en', ?3, "
                      "'', '', '', '', 1, 9, 0, x'', x'', NULL, NULL, ?1, 0, ?4)");
    sentence = prepare("INSERT INTO sentences VALUES (?1, ?1, 1, 0, ?2, 1, ?1)");
    words = prepare("INSERT INTO sentence_words (rowid, text) VALUES (?1, ?2)");
    event = prepare("INSERT INTO events VALUES (?1, ?2, ?3, '', '', 0, ?4, ?5, ?6, ?6, ?7, ?7, "
                    "'day', ?8, ?9, ?9, ?9, 0, '')");
    party = prepare("INSERT INTO event_parties VALUES (?1, ?2, 0, ?3, 'they', ?4, ?5)");
    mention =
        prepare("INSERT INTO mentions VALUES (?1, ?2, ?3, ?1, ?1, ?4, '', '', 0, '190', 0, 0, "
                "?5, ?5, 'day', NULL, '', '', '', 4, 9, 'bench', '', '', 0)");
    unsigned reports = 0;
    for (unsigned i = 1; i <= n; i++)
        one_event(i, &reports);
    sqlite3_finalize(article);
    sqlite3_finalize(sentence);
    sqlite3_finalize(words);
    sqlite3_finalize(event);
    sqlite3_finalize(party);
    sqlite3_finalize(mention);
    if (sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void forget(const char *path) {
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    fdatasync(fd);
    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    close(fd);
}

static bool seen(void *ctx, const bede_found *e) {
    (void)e;
    ++*(unsigned *)ctx;
    return true;
}
static bool counted(void *ctx, const bede_group *g) {
    *(unsigned *)ctx += (unsigned)g->n;
    return true;
}

typedef struct question {
    const char *name;
    bede_query query;
    bool monthly; /* another month each time */
    int count_by; /* -1: list */
} question;

static double ask(bede_store *s, const question *what, int round, unsigned *n) {
    bede_query q = what->query;
    bede_error err = {0};
    if (what->monthly) {
        int16_t year = (int16_t)(2010 + round % 10);
        uint8_t month = (uint8_t)(1 + round * 7 % 12);
        q.since = (bede_date){year, month, 1};
        q.until = (bede_date){year, month, 28};
    }
    *n = 0;
    double t = now();
    bool ok = what->count_by < 0
                  ? bede_find(s, &q, seen, n, NULL, &err)
                  : bede_find_count(s, &q, (bede_count_by)what->count_by, counted, n, &err);
    if (!ok)
        die(err.what);
    return (now() - t) * 1000;
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const char *path, const question *what) {
    enum { ROUNDS = 21 };
    double cold, warm[ROUNDS];
    unsigned n = 0;
    bede_error err = {0};
    forget(path);
    double t = now();
    bede_store *s = bede_store_open(path, NULL, &err);
    if (!s)
        die(err.what);
    double opened = (now() - t) * 1000;
    cold = opened + ask(s, what, 3, &n);
    for (int i = 0; i < ROUNDS; i++)
        warm[i] = ask(s, what, i, &n);
    for (int i = 0; i < ROUNDS; i++)
        warm[i] = ask(s, what, i, &n);
    bede_store_close(s);
    qsort(warm, ROUNDS, sizeof *warm, by_time);
    printf("%-34s cold %8.1f ms   warm median %8.2f, most %8.2f ms   %u events\n", what->name, cold,
           warm[ROUNDS / 2], warm[ROUNDS - 1], n);
}

int main(int argc, char **argv) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc < 2)
        die("name a file");
    unsigned n = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1000000;
    if (access(argv[1], F_OK) != 0) {
        double t = now();
        make(argv[1], n);
        printf("made a store of %u events in %.0f s\n", n, now() - t);
    }
    static const question questions[] = {
        {"dyad, type, month", {.who = "RUS", .whom = "USA", .type = "CONSULT"}, true, -1},
        {"dyad either way, type, month",
         {.either = "RUS", .against = "USA", .type = "ASSAULT"},
         true,
         -1},
        {"actor, month, newest fifty", {.who = "RUS", .limit = 50}, true, -1},
        {"rare dyad, all years", {.who = "EDQ", .whom = "FDQ"}, false, -1},
        {"newest fifty", {.limit = 50}, false, -1},
        {"words, fifty", {.words = "talk \"agency 7\"", .limit = 50}, false, -1},
        {"box, month, fifty",
         {.south = 30, .north = 40, .west = 20, .east = 40, .limit = 50},
         true,
         -1},
        {"actor by month", {.who = "USA"}, false, BEDE_COUNT_MONTH},
        {"all by type", {0}, false, BEDE_COUNT_TYPE},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        measure(argv[1], &questions[i]);
    return 0;
}
