/* SPDX-License-Identifier: Apache-2.0 */
/* Walks over the events of a store and hands each to a format. */
#include "store/export_int.h"

#include "base/day.h"
#include "base/utf8.h"

#include <stdio.h>

typedef void writer(exporting *x, const out_event *e);

/* ORDER EXPORT: bede_export_format. */
static const struct {
    const char *name;
    writer *write;
    const char *header;
    bool states; /* says of an act whether it is denied, imagined or to come */
    bool dated;  /* needs a day */
    bool texts;  /* needs places within the article's text */
    int told;    /* mentions that it wants */
} FORMATS[BEDE_EXPORT_FORMATS] = {
    [BEDE_EXPORT_GDELT] = {"gdelt", bd_export_gdelt, NULL, false, true, false, 1},
    [BEDE_EXPORT_ICEWS] = {"icews", bd_export_icews,
                           "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event "
                           "Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|"
                           "Story ID|Sentence Number|Publisher|City|District|Province|Country|"
                           "Latitude|Longitude",
                           false, true, false, 1},
    [BEDE_EXPORT_POLECAT] =
        {"polecat", bd_export_polecat,
         "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor "
         "Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
         "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient "
         "Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|"
         "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
         "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|"
         "Language|Version",
         false, true, false, 8},
    [BEDE_EXPORT_PETRARCH] = {"petrarch", bd_export_petrarch, NULL, false, true, false, 200},
    [BEDE_EXPORT_PHOENIX] = {"phoenix", bd_export_phoenix, NULL, false, true, false, 200},
    [BEDE_EXPORT_PLOVER] = {"plover", bd_export_plover, NULL, false, true, true, 8},
    [BEDE_EXPORT_CSV] = {"csv", bd_export_csv, NULL, true, false, false, 200},
    [BEDE_EXPORT_JSONL] = {"jsonl", bd_export_jsonl, NULL, true, false, false, 10000},
    [BEDE_EXPORT_GEXF] = {"gexf", bd_export_net, NULL, false, true, false, 1},
    [BEDE_EXPORT_GRAPHML] = {"graphml", bd_export_net, NULL, false, true, false, 1},
    [BEDE_EXPORT_REVIEWS] = {"reviews", NULL, NULL, true, false, false, 1},
};

static const char CSV_HEADER[] =
    "id,date,date_end,date_precision,event,mode,context,aux,cameo,quad,goldstein,score,actor_code,"
    "actor_country,actor_sector,actor_name,actor_office,actor_text,recipient_code,"
    "recipient_country,recipient_sector,recipient_name,recipient_office,recipient_text,place,"
    "place_country,lat,lon,n_mentions,n_articles,n_sources,outlets,published,url,text\r\n";

const char *bede_export_name(bede_export_format f) {
    return (unsigned)f < BEDE_EXPORT_FORMATS ? FORMATS[f].name : "";
}

static const char EVENTS[] =
    "SELECT " BD_EVENT_COLUMNS " FROM events e LEFT JOIN places pl ON pl.id = e.place WHERE "
    "(?1 = '' OR e.date >= ?1) AND (?2 = '' OR e.date <= ?2) ORDER BY e.id";
typedef struct walk {
    exporting x;
    bede_found_fn *fn;
    void *ctx;
    const out_how *how;
    bool whole, stopped;
    int most; /* mentions */
    out_last last;
    sqlite3_stmt *told;
    bede_store *s;
    bede_export_format format;
    sqlite3_stmt *events, *parties, *mentions;
    bede_error *err;
} walk;

static bede_view keep(walk *w, sqlite3_stmt *q, int column) {
    bede_view v = bd_column_view(q, column);
    return bd_view(bd_arena_copy(&w->x.arena, v.s, v.n), v.n);
}

static bool load_parties(walk *w, out_event *e) {
    enum { MOST = 128 };
    out_party *list = bd_arena_array(&w->x.arena, MOST, sizeof *list);
    size_t n = 0;
    sqlite3_reset(w->parties);
    sqlite3_bind_int64(w->parties, 1, e->row);
    int got;
    while ((got = bd_store_step(w->s, w->parties, w->err)) == SQLITE_ROW && n < MOST) {
        sqlite3_stmt *q = w->parties;
        bool actor = bd_view_is(bd_column_view(q, 0), "A");
        list[n++] = (out_party){.text = keep(w, q, 1),
                                .name = keep(w, q, 2),
                                .code = keep(w, q, 3),
                                .country = keep(w, q, 4),
                                .sector = keep(w, q, 5),
                                .office = keep(w, q, 6)};
        e->n_actors += actor;
        e->n_recipients += !actor;
    }
    e->actors = list; /* role A comes before role R */
    e->recipients = list + e->n_actors;
    return got != 0;
}

static int64_t points(bede_view text, sqlite3_stmt *q, int column) {
    if (sqlite3_column_type(q, column) == SQLITE_NULL || !text.n)
        return -1;
    size_t at = (size_t)sqlite3_column_int64(q, column);
    return (int64_t)bd_utf8_count(bd_view(text.s, at < text.n ? at : text.n));
}

static void load_mention(walk *w, out_mention *m) {
    sqlite3_stmt *q = w->mentions;
    bede_view text = bd_column_view(q, 24);
    *m = (out_mention){.id = keep(w, q, 0),
                       .why = keep(w, q, 1),
                       .article = keep(w, q, 2),
                       .url = keep(w, q, 3),
                       .outlet = keep(w, q, 4),
                       .title = keep(w, q, 5),
                       .language = keep(w, q, 6),
                       .published = keep(w, q, 7),
                       .added = keep(w, q, 8),
                       .credits = keep(w, q, 9),
                       .said_by = keep(w, q, 10),
                       .reported_by = keep(w, q, 11),
                       .rule = keep(w, q, 12),
                       .text = keep(w, q, 13),
                       .article_row = sqlite3_column_int64(q, 16),
                       .sentence = sqlite3_column_int64(q, 17),
                       .lead = sqlite3_column_int(q, 19) != 0,
                       .weight = sqlite3_column_double(q, 20),
                       .length = (int64_t)bd_utf8_count(text),
                       .at = points(text, q, 18),
                       .actor_at = points(text, q, 22),
                       .recipient_at = points(text, q, 23)};
    size_t from = (size_t)sqlite3_column_int64(q, 14), to = (size_t)sqlite3_column_int64(q, 15);
    if (from <= to && to <= m->text.n)
        m->trigger = bd_view_part(m->text, from, to);
}

/* The parties as the sentence names them. */
static bool load_told(walk *w, int64_t event, out_mention *m) {
    bede_told_party *list = NULL;
    size_t cap = 0;
    int got;
    sqlite3_reset(w->told);
    bd_bind_view(w->told, 1, m->id);
    sqlite3_bind_int64(w->told, 2, event);
    while ((got = bd_store_step(w->s, w->told, w->err)) == SQLITE_ROW) {
        sqlite3_stmt *q = w->told;
        int64_t from = sqlite3_column_int64(q, 9), bytes = sqlite3_column_int64(q, 10);
        int64_t start = sqlite3_column_int64(q, 1) - from, end = sqlite3_column_int64(q, 2) - from;
        bool here = 0 <= start && start < end && end <= bytes;
        list = bd_arena_grow(&w->x.arena, list, m->n_parties, &cap, sizeof *list);
        list[m->n_parties++] = (bede_told_party){.role = *bd_column_view(q, 0).s,
                                                 .start = here ? (uint32_t)start : 0,
                                                 .end = here ? (uint32_t)end : 0,
                                                 .who = {.text = keep(w, q, 3),
                                                         .name = keep(w, q, 4),
                                                         .code = keep(w, q, 5),
                                                         .country = keep(w, q, 6),
                                                         .sector = keep(w, q, 7),
                                                         .office = keep(w, q, 8)}};
    }
    m->parties = list;
    return got != 0;
}

static bool load_mentions(walk *w, out_event *e) {
    bool gdelt = w->format == BEDE_EXPORT_GDELT && w->x.options.mentions;
    int most = gdelt || w->whole ? 10000 : w->most, got;
    size_t cap = 0;
    sqlite3_reset(w->mentions);
    sqlite3_bind_int64(w->mentions, 1, e->row);
    sqlite3_bind_int(w->mentions, 2, gdelt || FORMATS[w->format].texts);
    sqlite3_bind_int(w->mentions, 3, most);
    while ((got = bd_store_step(w->s, w->mentions, w->err)) == SQLITE_ROW) {
        e->mentions = bd_arena_grow(&w->x.arena, e->mentions, e->n_told, &cap, sizeof *e->mentions);
        load_mention(w, &e->mentions[e->n_told++]);
        if (w->whole && !load_told(w, e->row, &e->mentions[e->n_told - 1]))
            return false;
        if (!e->place_text.n)
            e->place_text = keep(w, w->mentions, 21);
    }
    return got != 0;
}

static void load_event(walk *w, out_event *e) {
    sqlite3_stmt *q = w->events;
    *e = (out_event){.row = sqlite3_column_int64(q, 0),
                     .id = keep(w, q, 1),
                     .type = keep(w, q, 2),
                     .mode = keep(w, q, 3),
                     .context = keep(w, q, 4),
                     .aux = sqlite3_column_int(q, 5),
                     .cameo = keep(w, q, 6),
                     .quad = sqlite3_column_int(q, 7),
                     .goldstein = sqlite3_column_double(q, 8),
                     .score = sqlite3_column_double(q, 9),
                     .date = keep(w, q, 10),
                     .date_end = keep(w, q, 11),
                     .precision = keep(w, q, 12),
                     .n_mentions = sqlite3_column_int64(q, 13),
                     .n_articles = sqlite3_column_int64(q, 14),
                     .n_sources = sqlite3_column_int64(q, 15),
                     .has_place = sqlite3_column_type(q, 16) != SQLITE_NULL};
    if (e->has_place) {
        e->place = keep(w, q, 16);
        e->country = keep(w, q, 17);
        e->lat = sqlite3_column_double(q, 18);
        e->lon = sqlite3_column_double(q, 19);
        e->kind = sqlite3_column_int(q, 20);
    }
    if (!bede_date_parse(e->date.s, &e->day))
        e->day = (bede_date){0};
}

/* For formats, which know of no rows. */
static void put_of(void *walk_, const char *s, size_t n) {
    const walk *w = walk_;
    w->how->put_of(w->how->ctx, w->last.row, s, n);
}

static bool one(walk *w) {
    out_event e;
    const int not_done = BEDE_AUX_FUTURE | BEDE_AUX_HYPOTHETICAL | BEDE_AUX_NEGATION;
    load_event(w, &e);
    w->last.row = e.row;
    w->last.n++;
    w->last.n_sources = e.n_sources;
    w->last.goldstein = e.goldstein;
    snprintf(w->last.date, sizeof w->last.date, "%.*s", (int)e.date.n, e.date.s);
    if (w->fn) {
        if (!load_parties(w, &e) || !load_mentions(w, &e))
            return false;
        w->stopped = !w->fn(w->ctx, &e);
        return true;
    }
    if ((!FORMATS[w->format].states && !w->x.options.all && e.aux & not_done) ||
        (FORMATS[w->format].dated && !e.day.year)) {
        w->x.left_out++;
        return true;
    }
    if (!load_parties(w, &e) || !load_mentions(w, &e))
        return false;
    FORMATS[w->format].write(&w->x, &e);
    return true;
}

static bool all(walk *w) {
    int got = SQLITE_DONE;
    while (!w->stopped && (got = bd_store_step(w->s, w->events, w->err)) == SQLITE_ROW) {
        if (!one(w))
            return false;
        bd_arena_clear(&w->x.arena);
    }
    return got != 0;
}

static bool walk_over(walk *w) {
    bede_store *s = w->s;
    jmp_buf full;
    bd_arena_guard(&w->x.arena, &full);
    if (setjmp(full))
        return bd_fail(w->err, s->path, "no memory for an event");
    if (w->fn)
        return all(w);
    if (FORMATS[w->format].header)
        bd_out_header(&w->x, FORMATS[w->format].header);
    if (w->format == BEDE_EXPORT_CSV && !w->how->headless)
        w->x.put(w->x.ctx, CSV_HEADER, sizeof CSV_HEADER - 1);
    bool net = w->format == BEDE_EXPORT_GEXF || w->format == BEDE_EXPORT_GRAPHML;
    return all(w) && (!net || bd_export_net_end(&w->x, w->err));
}

bool bd_walk_events(bede_store *s, sqlite3_stmt *events, const out_how *how, uint64_t *left_out,
                    out_last *last, bede_error *err) {
    walk w = {.x = {.put = how->put, .ctx = how->ctx},
              .how = how,
              .s = s,
              .format = how->format,
              .events = events,
              .fn = how->fn,
              .ctx = how->ctx,
              .whole = how->whole,
              .most = how->told ? how->told
                      : how->fn ? 1
                                : FORMATS[how->format].told,
              .err = err};
    if (how->put_of) {
        w.x.put = put_of;
        w.x.ctx = &w;
    }
    if (how->options)
        w.x.options = *how->options;
    w.x.graphml = how->format == BEDE_EXPORT_GRAPHML;
    bd_arena_init(&w.x.arena, 0);
    bool ok = (w.parties = bd_store_take(s, SQL_OUT_PARTIES, err)) != NULL &&
              (w.mentions = bd_store_take(s, SQL_OUT_MENTIONS, err)) != NULL &&
              (!w.whole || (w.told = bd_store_take(s, SQL_OUT_TOLD, err)) != NULL) && walk_over(&w);
    bd_store_give(s, SQL_OUT_PARTIES, w.parties);
    bd_store_give(s, SQL_OUT_MENTIONS, w.mentions);
    bd_store_give(s, SQL_OUT_TOLD, w.told);
    bd_export_net_free(&w.x);
    bd_arena_free(&w.x.arena);
    if (left_out)
        *left_out = w.x.left_out;
    if (last)
        *last = w.last;
    return ok;
}

/* One state of the store for the whole export, whatever is added meanwhile. */
bool bede_export(bede_store *s, bede_export_format format, const bede_export_options *options,
                 bede_put *put, void *ctx, uint64_t *left_out, bede_error *err) {
    char since[11] = "", until[11] = "";
    if ((unsigned)format >= BEDE_EXPORT_FORMATS)
        return bd_fail(err, s->path, "no such format");
    if (options) {
        bede_date_format(options->since, since);
        bede_date_format(options->until, until);
    }
    if (format == BEDE_EXPORT_REVIEWS)
        return bd_export_reviews(s, put, ctx, err);
    if (!bd_store_exec(s, "BEGIN", err))
        return false;
    out_how how = {.format = format, .options = options, .put = put, .ctx = ctx};
    sqlite3_stmt *events = bd_store_prepare(s, EVENTS, err);
    if (events) {
        sqlite3_bind_text(events, 1, since, -1, SQLITE_STATIC);
        sqlite3_bind_text(events, 2, until, -1, SQLITE_STATIC);
    }
    bool ok = events && bd_walk_events(s, events, &how, left_out, NULL, err);
    sqlite3_finalize(events);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    return ok;
}
