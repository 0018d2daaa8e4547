/* SPDX-License-Identifier: Apache-2.0 */
/* An article's mentions to events.
 *
 * The article's tellings (src/store/tellings.c) are taken one by one, in text order. A telling goes
 * to the event
 *   1. that users' choices name for one of its mentions (that mention alone),
 *   2. that the same sentence tells of in the article that this one is a copy of,
 *   3. that it weighs most with, among events of the same kind of act on the same days that share a
 *      country, a body or the place's country with it, if that is enough (BD_SAME_ACROSS),
 *   4. a new one.
 * What is decided once stays: later articles do not part or join older events. */
#include "store/store_int.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_FOUND = 128, MAX_ALL_FOUND = 256 };

typedef struct merging {
    bede_store *s;
    bede_entry *e;
    int64_t article, copy_of;
    char source[264];  /* that this article counts as */
    const char *label; /* of users' choice: what a new event is called; NULL for none */
    bede_error *err;
} merging;

/* ---- where to look ------------------------------------------------------------------------- */

static bool find_key(merging *m, const bd_deed *d, const char *code, int32_t lo, int32_t hi,
                     int64_t *found, size_t *n) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_KEY_FIND, m->err);
    if (!q)
        return false;
    sqlite3_bind_int(q, 1, d->family);
    sqlite3_bind_text(q, 2, code, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(q, 3, lo);
    sqlite3_bind_int(q, 4, hi);
    sqlite3_bind_int(q, 5, MAX_FOUND);
    int got;
    while ((got = bd_store_step(m->s, q, m->err)) == SQLITE_ROW) {
        int64_t event = sqlite3_column_int64(q, 0);
        bool known = *n >= MAX_ALL_FOUND;
        for (size_t i = 0; i < *n && !known; i++)
            known = found[i] == event;
        if (!known)
            found[(*n)++] = event;
    }
    sqlite3_reset(q);
    return got != 0;
}

static bool find_all(merging *m, const bd_deed *d, int64_t *found, size_t *n) {
    bd_codes c;
    bd_store_codes(d, &c);
    for (int i = 0; i < d->n_days; i++) {
        int32_t lo = d->days[i].lo - 1, hi = d->days[i].hi + 1;
        for (int k = 0; k < c.n; k++)
            if (!find_key(m, d, c.list[k], lo, hi, found, n))
                return false;
    }
    return true;
}

/* ---- which it is --------------------------------------------------------------------------- */

static const bd_story *story_of(merging *m, int64_t article) {
    static const bd_story none;
    size_t at = (size_t)article % STORE_STORIES;
    if (m->s->stories[at].article == article)
        return &m->s->stories[at].story;
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_ARTICLE_STORY, m->err);
    if (!q)
        return &none;
    sqlite3_bind_int64(q, 1, article);
    bd_story st = {0};
    if (bd_store_step(m->s, q, m->err) == SQLITE_ROW) {
        const unsigned char *b = sqlite3_column_blob(q, 0);
        int n = sqlite3_column_bytes(q, 0) / 4;
        for (int i = 0; i < n && i < BD_STORY_WORDS; i++, b += 4)
            st.words[st.n++] =
                b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    }
    sqlite3_reset(q);
    m->s->stories[at].article = article;
    m->s->stories[at].story = st;
    return &m->s->stories[at].story;
}

static bool read_deed(merging *m, int64_t event, bd_deed *d) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_EVENT_DEED, m->err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    bool ok = bd_store_step(m->s, q, m->err) == SQLITE_ROW && bd_deed_read(bd_column_view(q, 0), d);
    sqlite3_reset(q);
    return ok;
}

static float alike(merging *m, const bd_deed *d) {
    float best = 0;
    for (int i = 0; i < d->n_stories; i++) {
        if (d->stories[i] == m->article)
            continue;
        float x = bd_story_alike(story_of(m, d->stories[i]), &m->e->story);
        best = x > best ? x : best;
    }
    return best;
}

/* The event that the deed weighs most with, the older one among equals; 0 for none. */
static int64_t best_event(merging *m, const bd_deed *d, bd_same *why) {
    int64_t found[MAX_ALL_FOUND], best = 0;
    size_t n = 0;
    if (!find_all(m, d, found, &n))
        return 0;
    for (size_t i = 0; i < n; i++) {
        bd_deed held;
        bd_same w;
        if (!read_deed(m, found[i], &held) || !bd_deed_same(&held, d, 0, &w))
            continue;
        /* Likeness of the stories cannot bring more than this. */
        if (w.sum + BD_SAME_STORY < BD_SAME_ACROSS || !bd_deed_same(&held, d, alike(m, &held), &w))
            continue;
        if (w.sum < BD_SAME_ACROSS)
            continue;
        if (!best || w.sum > why->sum || (w.sum >= why->sum && found[i] < best)) {
            best = found[i];
            *why = w;
        }
    }
    return best;
}

static int64_t event_of_copy(merging *m, uint32_t deed) {
    int64_t event = 0;
    for (size_t i = 0; m->copy_of && i < m->e->n_mentions && !event; i++) {
        const entry_mention *t = &m->e->mentions[i];
        if (t->told != deed)
            continue;
        sqlite3_stmt *q = bd_store_ask(m->s, SQL_COPY_EVENT, m->err);
        if (!q)
            return 0;
        sqlite3_bind_int64(q, 1, m->copy_of);
        sqlite3_bind_int64(q, 2, (int64_t)m->e->sentences[t->sentence].hash);
        sqlite3_bind_int(q, 3, t->deed.family);
        if (bd_store_step(m->s, q, m->err) == SQLITE_ROW)
            event = sqlite3_column_int64(q, 0);
        sqlite3_reset(q);
    }
    return event;
}

/* ---- putting it there ---------------------------------------------------------------------- */

static bool uid_taken(merging *m, const char *uid) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_EVENT_UID, m->err);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, uid, -1, SQLITE_TRANSIENT);
    int got = bd_store_step(m->s, q, m->err);
    sqlite3_reset(q);
    return got == SQLITE_ROW;
}

/* What identifies an event is what its first mention says: kind of act, who, whom, day, place. If
 * another event began just so, the mention's own identifier is added. */
static void name_event(merging *m, const entry_mention *t, char uid[17]) {
    if (m->label) {
        snprintf(uid, 17, "%.16s", m->label);
        return;
    }
    uint64_t parties = 0, h = bd_hash(&t->deed.family, 1, 1);
    for (size_t i = 0; i < t->n_parties; i++) {
        const bede_identity *w = &t->parties[i].who;
        uint64_t p = bd_hash(w->name.s, w->name.n, (uint64_t)t->parties[i].role);
        p = bd_hash(w->sector, strlen(w->sector), bd_hash(w->code, strlen(w->code), p));
        parties += p; /* in any order */
    }
    char day[11];
    bede_date_format(t->dates.from, day);
    h = bd_hash(&parties, sizeof parties, h);
    h = bd_hash(day, strlen(day), h);
    if (t->place)
        h = bd_hash(t->place->name.s, t->place->name.n, h);
    snprintf(uid, 17, "%016llx", (unsigned long long)h);
    for (int tries = 0; tries < 100 && uid_taken(m, uid); tries++) {
        h = bd_hash(t->id, strlen(t->id), h);
        snprintf(uid, 17, "%016llx", (unsigned long long)h);
    }
}

static bool new_event(merging *m, const entry_mention *t, const bd_deed *d, int count,
                      int64_t *event) {
    char uid[17], deed[BD_DEED_TEXT];
    int64_t place = t->place ? bd_store_place(m->s, t->place, m->err) : 0;
    name_event(m, t, uid);
    deed[0] = '\0'; /* of one mention it stands there */
    if (count != 1)
        bd_deed_write(d, deed, sizeof deed);
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_EVENT_PUT, m->err);
    if (!q || (t->place && !place))
        return false;
    sqlite3_bind_text(q, 1, uid, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 2, bede_event_name(t->type), -1, SQLITE_STATIC);
    bd_bind_view(q, 3, t->mode);
    bd_bind_view(q, 4, t->context);
    sqlite3_bind_int(q, 5, t->aux);
    sqlite3_bind_text(q, 6, t->cameo, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 7, bede_event_quad(t->type));
    sqlite3_bind_double(q, 8, (double)t->goldstein);
    sqlite3_bind_double(q, 9, (double)t->score);
    bd_bind_date(q, 10, t->dates.from);
    bd_bind_date(q, 11, t->dates.to);
    sqlite3_bind_text(q, 12, bede_precision_name(t->dates.precision), -1, SQLITE_STATIC);
    if (place)
        sqlite3_bind_int64(q, 13, place);
    else
        sqlite3_bind_null(q, 13);
    sqlite3_bind_int(q, 14, d->family);
    sqlite3_bind_text(q, 15, deed, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(q, 16, count);
    if (!bd_store_run(m->s, q, m->err))
        return false;
    *event = sqlite3_last_insert_rowid(m->s->db);
    return true;
}

static bool put_parties(merging *m, const entry_mention *t, int64_t mention) {
    for (size_t i = 0; i < t->n_parties; i++) {
        const entry_party *p = &t->parties[i];
        int64_t actor = bd_store_actor(m->s, &p->who, m->err);
        sqlite3_stmt *q = bd_store_ask(m->s, SQL_MENTION_PARTY, m->err);
        if (!q || !actor)
            return false;
        sqlite3_bind_int64(q, 1, mention);
        sqlite3_bind_text(q, 2, p->role == 'A' ? "A" : "R", 1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 3, (int64_t)i);
        sqlite3_bind_int64(q, 4, actor);
        sqlite3_bind_int64(q, 5, p->start);
        sqlite3_bind_int64(q, 6, p->end);
        bd_bind_view(q, 7, p->text);
        if (!bd_store_run(m->s, q, m->err))
            return false;
    }
    return true;
}

/* A mention that is there already, when all is merged anew. */
static bool move_mention(merging *m, const entry_mention *t, int64_t event, const bd_same *why) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_MENTION_MOVE, m->err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, t->row);
    sqlite3_bind_int64(q, 2, event);
    sqlite3_bind_text(q, 3, why->why, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(q, 4, (double)why->sum);
    return bd_store_run(m->s, q, m->err);
}

static bool put_mention(merging *m, const entry_mention *t, int64_t event, const bd_same *why) {
    if (t->row)
        return move_mention(m, t, event, why);
    char deed[BD_DEED_TEXT];
    int64_t place = t->place ? bd_store_place(m->s, t->place, m->err) : 0;
    bd_deed own = t->deed;
    own.stories[0] = m->article;
    own.n_stories = 1;
    bd_deed_write(&own, deed, sizeof deed);
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_MENTION_PUT, m->err);
    if (!q || (t->place && !place))
        return false;
    sqlite3_bind_text(q, 1, t->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, event);
    sqlite3_bind_int64(q, 3, m->article);
    sqlite3_bind_int64(q, 4, m->e->sentences[t->sentence].row);
    sqlite3_bind_text(q, 5, bede_event_name(t->type), -1, SQLITE_STATIC);
    bd_bind_view(q, 6, t->mode);
    bd_bind_view(q, 7, t->context);
    sqlite3_bind_int(q, 8, t->aux);
    sqlite3_bind_text(q, 9, t->cameo, -1, SQLITE_STATIC);
    sqlite3_bind_double(q, 10, (double)t->goldstein);
    sqlite3_bind_double(q, 11, (double)t->score);
    bd_bind_date(q, 12, t->dates.from);
    bd_bind_date(q, 13, t->dates.to);
    sqlite3_bind_text(q, 14, bede_precision_name(t->dates.precision), -1, SQLITE_STATIC);
    if (place)
        sqlite3_bind_int64(q, 15, place);
    else
        sqlite3_bind_null(q, 15);
    bd_bind_view(q, 16, t->place_text);
    bd_bind_view(q, 17, t->said_by);
    bd_bind_view(q, 18, t->reported_by);
    sqlite3_bind_int64(q, 19, t->trigger_start);
    sqlite3_bind_int64(q, 20, t->trigger_end);
    bd_bind_view(q, 21, t->rule);
    sqlite3_bind_text(q, 22, deed, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(q, 23, why->why, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double(q, 24, (double)why->sum);
    return bd_store_run(m->s, q, m->err) && put_parties(m, t, sqlite3_last_insert_rowid(m->s->db));
}

static bool put_source(merging *m, int64_t event) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_SOURCE_PUT, m->err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_text(q, 2, m->source, -1, SQLITE_STATIC);
    return bd_store_run(m->s, q, m->err);
}

/* Whether a mention is of the telling that is put: of one of it alone if `only` < n_mentions. */
static bool is_put(const merging *m, uint32_t deed, size_t only, const bool *pinned, size_t i) {
    return only < m->e->n_mentions ? i == only : m->e->mentions[i].told == deed && !pinned[i];
}

/* A new event of one mention: nothing to sum up. */
static bool put_single(merging *m, const entry_mention *t) {
    bd_same why = {.why = "first mention"};
    int64_t event = 0;
    bd_deed d = t->deed;
    d.stories[0] = m->article;
    d.n_stories = 1;
    if (m->label)
        snprintf(why.why, sizeof why.why, "by hand");
    return new_event(m, t, &d, 1, &event) && put_mention(m, t, event, &why) &&
           put_source(m, event) && bd_store_event_first(m->s, event, t, m->err) &&
           bd_store_event_keys(m->s, event, &d, m->err);
}

/* The mentions of a telling to an event, a new one if it is 0. */
static bool put_telling(merging *m, uint32_t deed, size_t only, int64_t event, const bd_same *why,
                        const bool *pinned) {
    bede_entry *e = m->e;
    bd_deed d;
    size_t n = 0, last = 0;
    for (size_t i = 0; i < e->n_mentions; i++)
        if (is_put(m, deed, only, pinned, i)) {
            n++;
            last = i;
        }
    if (n == 0)
        return true; /* all of its mentions were pinned */
    if (n == 1 && !event)
        return put_single(m, &e->mentions[last]);
    for (size_t i = 0; i < e->n_mentions; i++) {
        const entry_mention *t = &e->mentions[i];
        if (!is_put(m, deed, only, pinned, i))
            continue;
        bool first = !event;
        if (first && !new_event(m, t, &e->deeds[deed], 0, &event))
            return false;
        /* What brought the telling here, and for later sentences what joins them to it. */
        bd_same w = *why;
        if (first && !why->why[0])
            snprintf(w.why, sizeof w.why, "first mention");
        else if (t->why.why[0] && only >= e->n_mentions)
            w = t->why;
        if (!put_mention(m, t, event, &w))
            return false;
    }
    return put_source(m, event) && bd_store_event_anew(m->s, event, &d, m->err) &&
           bd_store_event_keys(m->s, event, &d, m->err);
}

/* ---- users' choices ------------------------------------------------------------------------ */

static bool pin_of(merging *m, const char *uid, char label[40]) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_PIN_GET, m->err);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, uid, -1, SQLITE_STATIC);
    bool found = bd_store_step(m->s, q, m->err) == SQLITE_ROW;
    if (found)
        snprintf(label, 40, "%.39s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_reset(q);
    return found;
}

static bool put_pinned(merging *m, size_t i, const char *label) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_LABEL_EVENT, m->err);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, label, -1, SQLITE_STATIC);
    int64_t event = 0;
    if (bd_store_step(m->s, q, m->err) == SQLITE_ROW)
        event = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    bd_same why = {.why = "by hand"};
    m->label = label;
    bool ok = put_telling(m, 0, i, event, &why, NULL);
    m->label = NULL;
    return ok;
}

static bool put_tellings(merging *m, const bool *pinned) {
    for (uint32_t k = 0; k < m->e->n_deeds; k++) {
        bd_deed *d = &m->e->deeds[k];
        bd_same why = {0};
        d->stories[0] = m->article;
        d->n_stories = 1;
        int64_t event = event_of_copy(m, k);
        if (event)
            snprintf(why.why, sizeof why.why, "the same sentence in the article that this copies");
        else
            event = best_event(m, d, &why);
        if (!put_telling(m, k, SIZE_MAX, event, &why, pinned))
            return false;
    }
    return true;
}

static bool source_name(merging *m, int64_t wire) {
    sqlite3_stmt *q = bd_store_ask(m->s, SQL_ARTICLE_WIRE, m->err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, wire);
    if (bd_store_step(m->s, q, m->err) != SQLITE_ROW)
        return false;
    const char *outlet = (const char *)sqlite3_column_text(q, 2);
    if (outlet && outlet[0])
        snprintf(m->source, sizeof m->source, "%.255s", outlet);
    else
        snprintf(m->source, sizeof m->source, "#%lld", (long long)wire);
    sqlite3_reset(q);
    return true;
}

bool bd_store_merge(bede_store *s, bede_entry *e, int64_t article, int64_t copy_of, int64_t wire,
                    bede_error *err) {
    merging m = {.s = s, .e = e, .article = article, .copy_of = copy_of, .err = err};
    if (!e->n_mentions)
        return true;
    bool *pinned = calloc(e->n_mentions, sizeof *pinned);
    bool ok = (pinned || bd_fail(err, s->path, "no memory")) && source_name(&m, wire);
    bd_same none = {.why = ""};
    for (size_t i = 0; ok && i < e->n_mentions; i++) {
        char label[40];
        if (s->no_merge) {
            ok = put_telling(&m, 0, i, 0, &none, NULL);
        } else if (pin_of(&m, e->mentions[i].id, label)) {
            pinned[i] = true;
            ok = put_pinned(&m, i, label);
        }
    }
    ok = ok && (s->no_merge || put_tellings(&m, pinned));
    free(pinned);
    return ok;
}
