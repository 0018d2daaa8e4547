/* SPDX-License-Identifier: Apache-2.0 */
/* An event's row from its mentions: the most specific of what they say. */
#include "store/store_int.h"

#include "base/day.h"

#include <stdio.h>

/* Mentions that an event is made from: the first ones. More of them change nothing that matters,
 * and an event that a thousand articles tell of must not cost a thousand reads with each. */
enum { MOST_MENTIONS = 100, MOST_PARTIES = 300, MOST_ROWS = 32 };

/* ---- where to look for it ------------------------------------------------------------------ */

static void add_code(bd_codes *c, const char *mark, const char *code) {
    char text[5] = "";
    if (!code[0])
        return;
    snprintf(text, sizeof text, "%s%.3s", mark, code);
    for (int i = 0; i < c->n; i++)
        if (!strcmp(c->list[i], text))
            return;
    if (c->n < (int)(sizeof c->list / sizeof *c->list))
        memcpy(c->list[c->n++], text, sizeof text);
}

void bd_store_codes(const bd_deed *d, bd_codes *c) {
    c->n = 0;
    for (int i = 0; i < d->n_parties; i++) {
        const bd_deed_party *p = &d->parties[i];
        add_code(c, "", p->code[0] ? p->code : p->country);
    }
    for (int i = 0; i < d->n_places; i++)
        add_code(c, "@", d->places[i].country);
}

/* Spans of more than a week stand under their first day: that of a month or a year. */
enum { WEEK = 8 };

static bool put_key(bede_store *s, int family, const char *code, int32_t day, int64_t event,
                    bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_KEY_PUT, err);
    if (!q)
        return false;
    sqlite3_bind_int(q, 1, family);
    sqlite3_bind_text(q, 2, code, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(q, 3, day);
    sqlite3_bind_int64(q, 4, event);
    return bd_store_run(s, q, err);
}

bool bd_store_event_keys(bede_store *s, int64_t event, const bd_deed *d, bede_error *err) {
    bd_codes c;
    int32_t lo, hi;
    bd_store_codes(d, &c);
    if (!bd_deed_span(d, &lo, &hi))
        return true;
    if (hi - lo > WEEK)
        hi = lo;
    for (int k = 0; k < c.n; k++)
        for (int32_t day = lo; day <= hi; day++)
            if (!put_key(s, d->family, c.list[k], day, event, err))
                return false;
    return true;
}

/* ---- its values ---------------------------------------------------------------------------- */

typedef struct summary {
    bd_deed deed;
    char mode[32], context[128], cameo[5], date[11], date_end[11], precision[10];
    double goldstein, score;
    int aux, kind; /* kind of the place, -1 for none */
    int64_t place, n_mentions, n_articles;
    bool any;
} summary;

static void take(char *to, size_t cap, bede_view v) {
    size_t n = v.n < cap ? v.n : cap - 1;
    if (n)
        memcpy(to, v.s, n);
    to[n] = '\0';
}

/* The same, ending between letters. */
static void take_letters(char *to, size_t cap, bede_view v) {
    if (v.n >= cap) {
        v.n = cap - 1;
        while (v.n && ((unsigned char)v.s[v.n] & 0xC0) == 0x80)
            v.n--;
    }
    take(to, cap, v);
}

static bool is_general(const char *cameo) {
    size_t n = strlen(cameo);
    return n < 3 || (n == 3 && cameo[2] == '0');
}

/* 1831 is more than 183, 183 more than 180; among equals the first. */
static bool says_more(const char *cameo, const char *held) {
    if (!held[0])
        return true;
    if (is_general(held))
        return !is_general(cameo);
    return strlen(cameo) > strlen(held) && !strncmp(cameo, held, strlen(held));
}

static void add_context(char *list, size_t cap, bede_view more) {
    bede_view part;
    while (bd_view_split(&more, ';', &part)) {
        char one[40];
        size_t n = strlen(list);
        take(one, sizeof one, part);
        const char *at = strstr(list, one);
        if (!one[0] || (at && (at == list || at[-1] == ';')) || n + strlen(one) + 2 > cap)
            continue;
        snprintf(list + n, cap - n, "%s%s", n ? ";" : "", one);
    }
}

static int rank_of_place(int kind) {
    return kind < 0 ? 0 : kind == BEDE_PLACE_COUNTRY ? 1 : kind == BEDE_PLACE_REGION ? 2 : 3;
}

static void add_mention(summary *u, sqlite3_stmt *q) {
    bd_deed d;
    if (!bd_deed_read(bd_column_view(q, 0), &d))
        return;
    if (u->any)
        bd_deed_join(&u->deed, &d);
    else
        u->deed = d;
    if (!u->mode[0])
        take(u->mode, sizeof u->mode, bd_column_view(q, 1));
    add_context(u->context, sizeof u->context, bd_column_view(q, 2));
    /* Background for one article may have been news in another. */
    int aux = sqlite3_column_int(q, 3);
    u->aux = u->any ? u->aux & aux : aux;
    char cameo[5];
    take(cameo, sizeof cameo, bd_column_view(q, 4));
    if (says_more(cameo, u->cameo)) {
        memcpy(u->cameo, cameo, sizeof cameo);
        u->goldstein = sqlite3_column_double(q, 5);
        u->score = sqlite3_column_double(q, 6);
    }
    int kind = sqlite3_column_int(q, 11);
    if (rank_of_place(kind) > rank_of_place(u->kind)) {
        u->kind = kind;
        u->place = sqlite3_column_int64(q, 10);
    }
    u->any = true;
}

static int32_t day_of(const char *text) {
    bede_date d;
    return bede_date_parse(text, &d) ? bd_day_number(d) : INT32_MIN;
}

/* The day that the mentions together tell, in the words of the first one that says so. */
static bool set_date(bede_store *s, int64_t event, summary *u, bede_error *err) {
    int32_t lo = 0, hi = 0;
    bool known = bd_deed_span(&u->deed, &lo, &hi), done = false;
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_MENTIONS, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_int(q, 2, MOST_MENTIONS);
    int got;
    while (!done && (got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        take(u->date, sizeof u->date, bd_column_view(q, 7));
        take(u->date_end, sizeof u->date_end, bd_column_view(q, 8));
        take(u->precision, sizeof u->precision, bd_column_view(q, 9));
        /* The deed's own span ends at the day, whether it was told or not. */
        int32_t first = day_of(u->date), last = u->date_end[0] ? day_of(u->date_end) : first;
        done = !known || last == hi || first == lo;
    }
    sqlite3_reset(q);
    return true;
}

static bool sum_up(bede_store *s, int64_t event, summary *u, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_MENTIONS, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_int(q, 2, MOST_MENTIONS);
    int got;
    while ((got = bd_store_step(s, q, err)) == SQLITE_ROW)
        add_mention(u, q);
    sqlite3_reset(q);
    if (got == 0 || !set_date(s, event, u, err))
        return false;
    if (!(q = bd_store_ask(s, SQL_EVENT_COUNTS, err)))
        return false;
    sqlite3_bind_int64(q, 1, event);
    if ((got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        u->n_mentions = sqlite3_column_int64(q, 0);
        u->n_articles = sqlite3_column_int64(q, 1);
    }
    sqlite3_reset(q);
    return got != 0;
}

/* ---- its parties --------------------------------------------------------------------------- */

typedef struct party_row {
    char role;
    bool again;             /* said better by another row, or on the wrong side */
    int n;                  /* mentions that have it */
    int64_t actor, mention; /* mention: the first */
    char text[160], name[96], code[4], country[4], sector[4], office[64];
} party_row;

static void take_row(party_row *r, sqlite3_stmt *q) {
    *r = (party_row){.role = sqlite3_column_text(q, 0)[0],
                     .actor = sqlite3_column_int64(q, 1),
                     .mention = sqlite3_column_int64(q, 8)};
    take_letters(r->text, sizeof r->text, bd_column_view(q, 2));
    take(r->name, sizeof r->name, bd_column_view(q, 3));
    take(r->code, sizeof r->code, bd_column_view(q, 4));
    take(r->country, sizeof r->country, bd_column_view(q, 5));
    take(r->sector, sizeof r->sector, bd_column_view(q, 6));
    take(r->office, sizeof r->office, bd_column_view(q, 7));
}

/* "India" beside "Narendra Modi": a country or body by name alone, and who acted for it. */
static bool names_its_leader(const party_row *more, const party_row *p) {
    return more->name[0] && more->office[0] && !p->office[0] && p->code[0] &&
           !strcmp(p->code, more->code) && (!p->sector[0] || !strcmp(p->sector, more->sector));
}

/* Whether `more`, of another mention, says all that `p` says of the party. */
static bool absorbs(const party_row *more, const party_row *p) {
    if (names_its_leader(more, p) && more->role == p->role && more->mention != p->mention)
        return true;
    if (more->role != p->role || p->name[0] || more->mention == p->mention)
        return false;
    if (strcmp(p->code, more->code) != 0)
        return !p->code[0] && more->code[0] && !strcmp(p->sector, more->sector);
    bool vague = !p->sector[0] || !strcmp(p->sector, "UNK") || !strcmp(p->sector, "UAF");
    bool sector = !strcmp(p->sector, more->sector);
    if (!sector && !vague)
        return false;
    /* Among descriptions the first stays. */
    return more->name[0] || !sector || more->mention < p->mention;
}

typedef struct sides {
    int actor, recipient;
    bool at_once; /* some mention has it on both sides: a quarrel within */
} sides;

static sides sides_of(const party_row *rows, int n, const char *code) {
    sides s = {0};
    for (int i = 0; i < n; i++) {
        if (strcmp(rows[i].code, code) != 0)
            continue;
        *(rows[i].role == 'A' ? &s.actor : &s.recipient) += rows[i].n;
        for (int k = 0; k < n; k++)
            s.at_once |= rows[k].role != rows[i].role && rows[k].mention == rows[i].mention &&
                         !strcmp(rows[k].code, code);
    }
    return s;
}

static bool others_stay(const party_row *rows, int n, char role, const char *code) {
    for (int i = 0; i < n; i++)
        if (rows[i].role == role && !rows[i].again && strcmp(rows[i].code, code) != 0)
            return true;
    return false;
}

/* Who is the doer in most mentions is not whom it is done to because one sentence is turned round:
 * "the guards fought off the attackers". */
static void turn_round(party_row *rows, int n) {
    for (int i = 0; i < n; i++) {
        party_row *r = &rows[i];
        sides s = sides_of(rows, n, r->code);
        int own = r->role == 'A' ? s.actor : s.recipient,
            other = r->role == 'A' ? s.recipient : s.actor;
        if (r->code[0] && !s.at_once && other >= 2 * own && others_stay(rows, n, r->role, r->code))
            r->again = true;
    }
}

/* Of a meeting each takes part once: "Norway met Chad" and "Chad met Norway" name two actors. */
static void take_once(party_row *rows, int n) {
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n && rows[i].role == 'R' && !rows[i].again; k++)
            rows[i].again =
                rows[k].role == 'A' && !rows[k].again && rows[i].code[0] &&
                !strcmp(rows[k].code, rows[i].code) &&
                (!strcmp(rows[k].name, rows[i].name) ||
                 (names_its_leader(&rows[k], &rows[i]) && rows[k].mention != rows[i].mention) ||
                 (!rows[i].name[0] && !strcmp(rows[k].sector, rows[i].sector)));
}

static bool read_parties(bede_store *s, int64_t event, party_row *rows, int *n, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_ACTORS, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_int(q, 2, MOST_PARTIES);
    int got;
    while ((got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        int64_t actor = sqlite3_column_int64(q, 1);
        char role = (char)sqlite3_column_text(q, 0)[0];
        int i = 0;
        while (i < *n && (rows[i].actor != actor || rows[i].role != role))
            i++;
        if (i == *n && *n < MOST_ROWS)
            take_row(&rows[(*n)++], q);
        if (i < *n)
            rows[i].n++;
    }
    sqlite3_reset(q);
    return got != 0;
}

static bool put_party(bede_store *s, int64_t event, const party_row *p, int seq, const char *date,
                      bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_PARTY, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_text(q, 2, &p->role, 1, SQLITE_TRANSIENT);
    sqlite3_bind_int(q, 3, seq);
    sqlite3_bind_int64(q, 4, p->actor);
    sqlite3_bind_text(q, 5, p->text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 6, p->code, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 7, date, -1, SQLITE_TRANSIENT);
    return bd_store_run(s, q, err);
}

static bool set_parties(bede_store *s, int64_t event, const char *date, bool mutual,
                        bede_error *err) {
    party_row rows[MOST_ROWS];
    int n = 0, seq = 0;
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_PARTIES_DROP, err);
    if (!q || !read_parties(s, event, rows, &n, err))
        return false;
    sqlite3_bind_int64(q, 1, event);
    if (!bd_store_run(s, q, err))
        return false;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n && !rows[i].again; k++)
            rows[i].again = k != i && absorbs(&rows[k], &rows[i]);
    if (mutual)
        take_once(rows, n);
    else
        turn_round(rows, n);
    for (int i = 0; i < n; i++)
        if (!rows[i].again && !put_party(s, event, &rows[i], seq++, date, err))
            return false;
    return true;
}

bool bd_store_event_first(bede_store *s, int64_t event, const entry_mention *m, bede_error *err) {
    char date[11];
    bede_date_format(m->dates.from, date);
    for (size_t i = 0; i < m->n_parties && i < MOST_ROWS; i++) {
        const entry_party *p = &m->parties[i];
        party_row r = {.role = p->role, .actor = bd_store_actor(s, &p->who, err)};
        take_letters(r.text, sizeof r.text, p->text);
        take(r.code, sizeof r.code, bd_view_z(p->who.code));
        if (!r.actor || !put_party(s, event, &r, (int)i, date, err))
            return false;
    }
    return true;
}

bool bd_store_event_anew(bede_store *s, int64_t event, bd_deed *d, bede_error *err) {
    summary u = {.kind = -1};
    char deed[BD_DEED_TEXT];
    if (!sum_up(s, event, &u, err))
        return false;
    *d = u.deed;
    bd_deed_write(d, deed, sizeof deed);
    sqlite3_stmt *q = bd_store_ask(s, SQL_EVENT_SET, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_text(q, 2, u.mode, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 3, u.context, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(q, 4, u.aux);
    sqlite3_bind_text(q, 5, u.cameo, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(q, 6, u.goldstein);
    sqlite3_bind_double(q, 7, u.score);
    sqlite3_bind_text(q, 8, u.date, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 9, u.date_end, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 10, u.precision, -1, SQLITE_TRANSIENT);
    if (u.place)
        sqlite3_bind_int64(q, 11, u.place);
    else
        sqlite3_bind_null(q, 11);
    sqlite3_bind_text(q, 12, deed, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(q, 13, u.n_mentions);
    sqlite3_bind_int64(q, 14, u.n_articles);
    sqlite3_bind_text(q, 15, bede_event_name((bede_event_type)u.deed.type), -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 16, bede_event_quad((bede_event_type)u.deed.type));
    sqlite3_bind_int(q, 17, u.deed.family);
    bool mutual =
        u.deed.type == BEDE_CONSULT || u.deed.type == BEDE_COOPERATE || u.deed.type == BEDE_AGREE;
    return bd_store_run(s, q, err) && set_parties(s, event, u.date, mutual, err);
}

bool bd_store_event_sources(bede_store *s, int64_t event, bede_error *err) {
    static const char *const steps[] = {
        "DELETE FROM event_sources WHERE event = ?1",
        "INSERT OR IGNORE INTO event_sources (event, source) SELECT m.event, coalesce(nullif("
        "substr(o.name, 1, 255), ''), '#' || a.wire) FROM mentions m JOIN articles a ON a.id = "
        "m.article JOIN articles w ON w.id = a.wire LEFT JOIN outlets o ON o.id = w.outlet WHERE "
        "m.event = ?1"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *q = bd_store_prepare(s, steps[i], err);
        if (!q)
            return false;
        sqlite3_bind_int64(q, 1, event);
        bool ok = bd_store_step(s, q, err) == SQLITE_DONE;
        sqlite3_finalize(q);
        if (!ok)
            return false;
    }
    return true;
}
