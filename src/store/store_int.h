/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the store: the database, what is kept of an article, and the steps of adding one.
 *
 * An article is boiled down to a bede_entry on the thread that read it (entry.c); the entry is put
 * into the database on one thread, in the order of input, in one transaction (store_add.c): rows,
 * then its copies (store_near.c), then its events (store_merge.c). So the store does not depend on
 * the number of threads, and a killed run loses the page in hand at most. */
#ifndef BD_STORE_INT_H
#define BD_STORE_INT_H

#include "store/near.h"
#include "store/same.h"

#include "base/arena.h"
#include "base/error.h"

#include <sqlite3.h>

/* ---- what is kept of an article ------------------------------------------------------------ */

typedef struct entry_party {
    bede_identity who;
    bede_view text;
    uint32_t start, end; /* bytes of the article's text */
    char role;           /* 'A', 'R' */
} entry_party;

typedef struct entry_sentence {
    uint32_t number, start; /* from 1; byte of the article's text */
    uint64_t hash;          /* of its words */
    bool lead;
    bede_view text;
    int64_t row; /* once it is in the database */
} entry_sentence;

typedef struct entry_mention {
    char id[17];
    bede_event_type type;
    uint8_t aux;
    char cameo[5];
    float goldstein, score;
    bede_view mode, context, said_by, reported_by, rule, place_text;
    bede_dates dates;
    const bede_place *place;             /* a copy; NULL for none */
    uint32_t sentence;                   /* into entry.sentences */
    uint32_t trigger_start, trigger_end; /* bytes of the sentence */
    const entry_party *parties;
    size_t n_parties;
    bd_deed deed;  /* what it says by itself */
    uint32_t told; /* into entry.deeds: what it says together with others of the article */
    bd_same why;
    int64_t row; /* 0: not in the database yet */
} entry_mention;

typedef struct entry_quote {
    bede_view speaker_text, cue;
    uint32_t start, end; /* bytes of the article's text */
    bede_identity speaker;
    bool known, direct;
    uint32_t sentence;
} entry_quote;

struct bede_entry {
    bd_arena arena;
    int64_t key;
    bool empty; /* a page without an article */
    bede_view name, url, title, outlet, language, authors, credits, text;
    bede_date published, updated;
    bede_basis basis;
    bool off_topic;
    size_t n_all_sentences, n_words;
    entry_sentence *sentences;
    size_t n_sentences;
    entry_mention *mentions;
    size_t n_mentions;
    entry_quote *quotes;
    size_t n_quotes;
    bd_deed *deeds;
    size_t n_deeds;
    bd_near_mark mark;
    bd_story story;
};

/* ---- the database -------------------------------------------------------------------------- */

/* Statements that adding needs for every row; ORDER SQL with store_sql.c. */
typedef enum store_sql {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_PAGE_GET,
    SQL_PAGE_PUT,
    SQL_OUTLET_GET,
    SQL_OUTLET_PUT,
    SQL_ARTICLE_NEXT,
    SQL_ARTICLE_PUT,
    SQL_ARTICLE_STORY,
    SQL_ARTICLE_WIRE,
    SQL_TITLE_WORDS,
    SQL_DAY_ADD,
    SQL_SENTENCE_PUT,
    SQL_SENTENCE_WORDS,
    SQL_ACTOR_GET,
    SQL_ACTOR_PUT,
    SQL_PLACE_GET,
    SQL_PLACE_PUT,
    SQL_MENTION_PUT,
    SQL_MENTION_MOVE,
    SQL_MENTION_PARTY,
    SQL_QUOTE_PUT,
    SQL_EVENT_PUT,
    SQL_EVENT_SET,
    SQL_EVENT_MENTIONS,
    SQL_EVENT_ACTORS,
    SQL_EVENT_COUNTS,
    SQL_EVENT_DEED,
    SQL_EVENT_UID,
    SQL_EVENT_PARTIES_DROP,
    SQL_EVENT_PARTY,
    SQL_KEY_PUT,
    SQL_KEY_FIND,
    SQL_SOURCE_PUT,
    SQL_COPY_EVENT,
    SQL_PIN_GET,
    SQL_LABEL_EVENT,
    SQL_EVENT_LABELS,
    SQL_RUN_ADD,
    SQL_OUT_PARTIES,
    SQL_OUT_MENTIONS,
    SQL_OUT_TOLD,
    SQL_OUT_ROWS,
    SQL_COUNT
} store_sql;
extern const char *const bd_store_sql[SQL_COUNT];

enum { STORE_CACHE = 1 << 13, STORE_STORIES = 1 << 10 };
typedef struct store_cached {
    uint64_t hash;
    int64_t row;
} store_cached;

struct bede_store {
    sqlite3 *db;
    char path[256];
    bool can_write, no_merge;
    int64_t run;
    sqlite3_stmt *sql[SQL_COUNT];
    bd_near *near;                   /* loaded when the first article comes */
    store_cached cache[STORE_CACHE]; /* rows of actors, places, outlets met last */
    struct {
        int64_t article;
        bd_story story;
    } stories[STORE_STORIES]; /* met last */
};

/* "STORE: what: what SQLite says", and what to do where that is known. False. */
bool bd_store_fail(const bede_store *s, bede_error *err, const char *what);
/* The statement, prepared and reset; NULL with an error. */
sqlite3_stmt *bd_store_ask(bede_store *s, store_sql which, bede_error *err);
/* The same for one that runs while the caller's functions are called: it is the taker's until it is
 * given back, and whoever takes it meanwhile gets another. */
sqlite3_stmt *bd_store_take(bede_store *s, store_sql which, bede_error *err);
void bd_store_give(bede_store *s, store_sql which, sqlite3_stmt *q);
/* Runs it to its end, or to its first row: SQLITE_ROW, SQLITE_DONE; else 0 with an error. */
int bd_store_step(bede_store *s, sqlite3_stmt *q, bede_error *err);
bool bd_store_run(bede_store *s, sqlite3_stmt *q, bede_error *err); /* step, and no row wanted */
bool bd_store_exec(bede_store *s, const char *sql, bede_error *err);
/* A statement of one's own, to be finalized. */
sqlite3_stmt *bd_store_prepare(bede_store *s, const char *sql, bede_error *err);

void bd_bind_view(sqlite3_stmt *q, int i, bede_view v);
void bd_bind_date(sqlite3_stmt *q, int i, bede_date d);
/* A column's text, valid until the next step. */
bede_view bd_column_view(sqlite3_stmt *q, int i);

/* Rows by what they hold; put if they are not there. 0 with an error. */
int64_t bd_store_actor(bede_store *s, const bede_identity *who, bede_error *err);
int64_t bd_store_place(bede_store *s, const bede_place *p, bede_error *err);
int64_t bd_store_outlet(bede_store *s, bede_view name, bede_error *err);

/* What an article is a copy of. */
typedef struct store_copy {
    int64_t of;   /* the one that it is most alike to, 0 for none */
    int64_t wire; /* the first of its group, itself if it is the first */
    float share;
    bool same; /* all but equal to that one */
} store_copy;
/* Finds it among those that are there and enters the article, whose row is to be `article`. */
bool bd_store_find_copy(bede_store *s, const bede_entry *e, int64_t article, store_copy *out,
                        bede_error *err);

/* The article's mentions to events; mentions are put with them. */
bool bd_store_merge(bede_store *s, bede_entry *e, int64_t article, int64_t copy_of, int64_t wire,
                    bede_error *err);
/* An event's row and parties anew from its mentions; *d: what they say together. */
bool bd_store_event_anew(bede_store *s, int64_t event, bd_deed *d, bede_error *err);
/* Under which names a deed is looked for: codes of its parties, "@" and the place's country. */
typedef struct bd_codes {
    char list[8][5];
    int n;
} bd_codes;
void bd_store_codes(const bd_deed *d, bd_codes *out);
/* The parties of a new event of one mention. */
bool bd_store_event_first(bede_store *s, int64_t event, const entry_mention *m, bede_error *err);
/* Where to look for it. */
bool bd_store_event_keys(bede_store *s, int64_t event, const bd_deed *d, bede_error *err);
/* Its independent sources anew, from all its mentions. */
bool bd_store_event_sources(bede_store *s, int64_t event, bede_error *err);

#endif
