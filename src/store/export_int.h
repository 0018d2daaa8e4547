/* SPDX-License-Identifier: Apache-2.0 */
/* Exports: an event as it stands in the store, handed to one format after the other.
 *
 * export_walk.c walks over the events in the order of their rows and fills an out_event; the file
 * of the format (export_gdelt.c, ...) writes it. Nothing of it is kept but for the networks. */
#ifndef BD_STORE_EXPORT_INT_H
#define BD_STORE_EXPORT_INT_H

#include "store/store_int.h"

typedef bede_found_party out_party;
typedef bede_found_mention out_mention;
typedef bede_found out_event;

/* One row of a dyadic format: a party NULL if there is none on that side. */
typedef struct out_dyad {
    const out_party *source, *target;
    int64_t number; /* of the row: the event's * 64 + that of the dyad */
} out_dyad;
enum { MAX_DYADS = 64 };
size_t bd_out_dyads(const out_event *e, out_dyad out[MAX_DYADS]);

/* Where a walk stands: the row that it handed out last. */
typedef struct out_last {
    int64_t row, n_sources, n;
    double goldstein;
    char date[16];
} out_last;
/* Hands the events of a statement, whose columns are BD_EVENT_COLUMNS, to a format or (fn) a
 * function; `whole`: with all mentions and their parties. */
typedef struct out_how {
    bede_export_format format;
    const bede_export_options *options;
    bede_put *put;
    bede_found_fn *fn;
    void *ctx;
    bool whole;
    int told;      /* mentions of an event at most; 0: as many as the format wants */
    bool headless; /* the header has been written */
    /* Instead of put: told besides of which event it is. */
    void (*put_of)(void *ctx, int64_t row, const char *s, size_t n);
} out_how;
bool bd_walk_events(bede_store *s, sqlite3_stmt *events, const out_how *how, uint64_t *left_out,
                    out_last *last, bede_error *err);
#define BD_EVENT_COLUMNS                                                                           \
    "e.id, e.uid, e.type, e.mode, e.context, e.aux, e.cameo, e.quad, e.goldstein, e.score, "       \
    "e.date, e.date_end, e.date_precision, e.n_mentions, e.n_articles, e.n_sources, pl.name, "     \
    "pl.country, pl.lat, pl.lon, pl.kind"

typedef struct exporting {
    bede_put *put;
    void *ctx;
    bede_export_options options;
    uint64_t left_out;
    bool graphml;   /* else GEXF */
    bd_arena arena; /* of one event */
    struct out_net *net;
} exporting;

/* ---- cells --------------------------------------------------------------------------------- */

typedef struct out_row {
    exporting *x;
    int n; /* cells so far */
} out_row;
/* No cell holds a tab, a line end or a double quotation mark: those become blanks and "'". */
void bd_out_cell(out_row *r, bede_view v);
void bd_out_text(out_row *r, const char *s);
void bd_out_number(out_row *r, int64_t n);
void bd_out_format(out_row *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bd_out_end(out_row *r);
void bd_out_header(exporting *x, const char *names); /* joined with "|" */

/* ---- codes of others ----------------------------------------------------------------------- */

bool bd_is_country(bede_view code);
const char *bd_country_fips(bede_view code);
const char *bd_country_cow(bede_view code);
const char *bd_country_name(bede_view code); /* "" if it is none */
/* Of a country, or a body that has a code of its own; "" if it is none. */
const char *bd_country_code(bede_view name);
const char *bd_cameo_name(bede_view cameo);
typedef enum bd_profile { BD_PROFILE_GDELT, BD_PROFILE_ICEWS, BD_PROFILE_PHOENIX } bd_profile;
double bd_goldstein(const out_event *e, bd_profile p);
int bd_quad(bede_view cameo, bd_profile p);
/* CAMEO's role codes: JRN is MED there, MED is HLH. */
const char *bd_cameo_role(bede_view sector);
/* "USAGOV", "IGOUNO", "AFGREBTAL": country, role, group. */
typedef struct bd_cameo_actor {
    char country[4], group[4], role[4], whole[12];
} bd_cameo_actor;
void bd_cameo_actor_of(const out_party *p, bd_cameo_actor *out);
bede_view bd_party_name(const out_party *p); /* its name, else its words */

/* ---- formats ------------------------------------------------------------------------------- */

void bd_export_gdelt(exporting *x, const out_event *e);
void bd_export_icews(exporting *x, const out_event *e);
void bd_export_polecat(exporting *x, const out_event *e);
void bd_export_petrarch(exporting *x, const out_event *e);
void bd_export_phoenix(exporting *x, const out_event *e);
void bd_export_plover(exporting *x, const out_event *e);
void bd_export_jsonl(exporting *x, const out_event *e);
void bd_export_csv(exporting *x, const out_event *e);
void bd_export_net(exporting *x, const out_event *e);
bool bd_export_net_end(exporting *x, bede_error *err);
void bd_export_net_free(exporting *x);
/* Not events but what people noted of them. */
bool bd_export_reviews(bede_store *s, bede_put *to, void *ctx, bede_error *err);

#endif
