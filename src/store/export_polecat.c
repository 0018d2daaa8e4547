/* SPDX-License-Identifier: Apache-2.0 */
/* POLECAT (40 columns, a row an event, lists joined with ";"), and bede's own CSV. */
#include "store/export_int.h"

#include <stdarg.h>
#include <stdio.h>

typedef bede_view of_party(const out_party *p);
static bede_view name_of(const out_party *p) {
    return bd_party_name(p);
}
static bede_view own_name(const out_party *p) {
    return p->name;
}
static bede_view text_of(const out_party *p) {
    return p->text;
}
static bede_view code_of(const out_party *p) {
    return p->code;
}
static bede_view land_of(const out_party *p) {
    return bd_is_country(p->code) ? p->code : p->country;
}
static bede_view cow_of(const out_party *p) {
    return bd_view_z(bd_country_cow(land_of(p)));
}
static bede_view sector_of(const out_party *p) {
    return p->sector;
}
static bede_view office_of(const out_party *p) {
    return p->office;
}

/* One place a party, empty ones too, so that the lists of one side run in step. */
static bede_view list(exporting *x, const out_party *p, size_t n, of_party *get) {
    enum { CAP = 4096 };
    char *buf = bd_arena_alloc(&x->arena, CAP);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        bede_view v = get(&p[i]);
        if (at + v.n + 2 > CAP)
            break;
        if (i)
            buf[at++] = ';';
        for (size_t k = 0; k < v.n; k++)
            buf[at++] = v.s[k] == ';' ? ',' : v.s[k];
    }
    return bd_view(buf, at);
}

static void polecat_side(out_row *r, const out_party *p, size_t n) {
    static of_party *const columns[] = {name_of,   land_of,   cow_of, NULL,
                                        sector_of, office_of, text_of};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        bd_out_cell(r, columns[i] ? list(r->x, p, n, columns[i]) : n ? p[0].sector : BD_LIT(""));
    bd_out_text(r, ""); /* no identifiers of Wikipedia */
}

static const char *quad_name(int quad) {
    static const char *const names[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION",
                                        "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    return quad >= 1 && quad <= 4 ? names[quad - 1] : "";
}

static void polecat_place(out_row *r, const out_event *e) {
    static const char *const features[] = {"PCLI", "ADM1", "PPL", "LCTY"};
    bool land = e->kind == BEDE_PLACE_COUNTRY, region = e->kind == BEDE_PLACE_REGION;
    bede_view none = {"", 0};
    if (!e->has_place) {
        for (int i = 0; i < 10; i++)
            bd_out_text(r, "");
        return;
    }
    bd_out_cell(r, e->place);
    bd_out_cell(r, land || region ? none : e->place);
    bd_out_text(r, "");
    bd_out_cell(r, region ? e->place : none);
    bd_out_cell(r, e->country);
    bd_out_format(r, "%.4f", e->lat);
    bd_out_format(r, "%.4f", e->lon);
    bd_out_text(r, "");
    bd_out_cell(r, e->place_text.n ? e->place_text : e->place);
    bd_out_text(r, features[e->kind & 3]);
}

void bd_export_polecat(exporting *x, const out_event *e) {
    const out_mention *m = e->n_told ? &e->mentions[0] : NULL;
    bede_view none = {"", 0};
    out_row r = {x, 0};
    bd_out_cell(&r, e->id);
    bd_out_format(&r, "%04d-%02d-%02d", e->day.year, e->day.month ? e->day.month : 1,
                  e->day.day ? e->day.day : 1);
    bd_out_cell(&r, e->type);
    bd_out_cell(&r, e->mode);
    bd_out_format(&r, "%.1f", e->score);
    bd_out_text(&r, quad_name(e->quad));
    bd_out_cell(&r, e->context);
    polecat_side(&r, e->actors, e->n_actors);
    polecat_side(&r, e->recipients, e->n_recipients);
    polecat_place(&r, e);
    bd_out_cell(&r, m ? m->outlet : none);
    bd_out_cell(&r, m ? m->published : none);
    bd_out_text(&r, "");
    bd_out_text(&r, "");
    bd_out_text(&r, "");
    bd_out_cell(&r, m ? m->language : none);
    bd_out_text(&r, "bede " BEDE_VERSION);
    bd_out_end(&r);
}

/* ---- CSV ----------------------------------------------------------------------------------- */

static void comma(exporting *x, int *n) {
    if ((*n)++)
        x->put(x->ctx, ",", 1);
}

/* RFC 4180: in quotation marks where needed; line ends inside become blanks all the same. */
static void csv(exporting *x, int *n, bede_view v) {
    bool quote = false;
    comma(x, n);
    for (size_t i = 0; i < v.n && !quote; i++)
        quote = v.s[i] == ',' || v.s[i] == '"' || (unsigned char)v.s[i] < ' ';
    if (!quote) {
        x->put(x->ctx, v.s ? v.s : "", v.n);
        return;
    }
    x->put(x->ctx, "\"", 1);
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.s[i];
        if (c == '"')
            x->put(x->ctx, "\"\"", 2);
        else
            x->put(x->ctx, c < ' ' ? " " : v.s + i, 1);
    }
    x->put(x->ctx, "\"", 1);
}

static void __attribute__((format(printf, 3, 4)))
csv_format(exporting *x, int *n, const char *format, ...) {
    char buf[64];
    va_list args;
    va_start(args, format);
    vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    csv(x, n, bd_view_z(buf));
}

static bede_view outlets(exporting *x, const out_event *e) {
    enum { CAP = 4096 };
    char *buf = bd_arena_alloc(&x->arena, CAP);
    size_t at = 0;
    for (size_t i = 0; i < e->n_told; i++) {
        bede_view v = e->mentions[i].outlet;
        bool again = !v.n || at + v.n + 2 > CAP;
        for (size_t k = 0; k < i && !again; k++)
            again = bd_view_eq(v, e->mentions[k].outlet);
        if (again)
            continue;
        if (at)
            buf[at++] = ';';
        memcpy(buf + at, v.s, v.n);
        at += v.n;
    }
    return bd_view(buf, at);
}

static bede_view aux_names(exporting *x, int aux) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    char *buf = bd_arena_alloc(&x->arena, 64);
    size_t at = 0;
    for (int i = 0; i < 4; i++)
        if (aux >> i & 1)
            at += (size_t)snprintf(buf + at, 64 - at, "%s%s", at ? ";" : "", names[i]);
    return bd_view(buf, at);
}

static void csv_side(exporting *x, int *n, const out_party *p, size_t count) {
    static of_party *const columns[] = {code_of, land_of, sector_of, own_name, office_of, text_of};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        csv(x, n, list(x, p, count, columns[i]));
}

void bd_export_csv(exporting *x, const out_event *e) {
    const out_mention *m = e->n_told ? &e->mentions[0] : NULL;
    bede_view none = {"", 0};
    int n = 0;
    csv(x, &n, e->id);
    csv(x, &n, e->date);
    csv(x, &n, e->date_end);
    csv(x, &n, e->precision);
    csv(x, &n, e->type);
    csv(x, &n, e->mode);
    csv(x, &n, e->context);
    csv(x, &n, aux_names(x, e->aux));
    csv(x, &n, e->cameo);
    csv_format(x, &n, "%d", e->quad);
    csv_format(x, &n, "%.1f", e->goldstein);
    csv_format(x, &n, "%.1f", e->score);
    csv_side(x, &n, e->actors, e->n_actors);
    csv_side(x, &n, e->recipients, e->n_recipients);
    csv(x, &n, e->has_place ? e->place : none);
    csv(x, &n, e->has_place ? e->country : none);
    if (e->has_place) {
        csv_format(x, &n, "%.4f", e->lat);
        csv_format(x, &n, "%.4f", e->lon);
    } else {
        csv(x, &n, none);
        csv(x, &n, none);
    }
    csv_format(x, &n, "%lld", (long long)e->n_mentions);
    csv_format(x, &n, "%lld", (long long)e->n_articles);
    csv_format(x, &n, "%lld", (long long)e->n_sources);
    csv(x, &n, outlets(x, e));
    csv(x, &n, m ? m->published : none);
    csv(x, &n, m ? (m->url.n ? m->url : m->article) : none);
    csv(x, &n, m ? m->text : none);
    x->put(x->ctx, "\r\n", 2);
}
