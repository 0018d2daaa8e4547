/* SPDX-License-Identifier: Apache-2.0 */
/* ICEWS, PETRARCH2 and Phoenix: a row a dyad. */
#include "store/export_int.h"

#include <stdio.h>

static void day_number(out_row *r, bede_date d) {
    bd_out_format(r, "%04d%02d%02d", d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}
static void day_text(out_row *r, bede_date d) {
    bd_out_format(r, "%04d-%02d-%02d", d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

/* ---- ICEWS ---------------------------------------------------------------------------------- */

static const char *icews_sector(bede_view s) {
    static const char *const pairs[][2] = {{"GOV", "Government"},
                                           {"MIL", "Military"},
                                           {"COP", "Police"},
                                           {"JUD", "Judicial"},
                                           {"LEG", "Legislative / Parliamentary"},
                                           {"SPY", "Intelligence"},
                                           {"PTY", "Parties"},
                                           {"OPP", "Opposition"},
                                           {"REB", "Rebel"},
                                           {"PRM", "Paramilitary"},
                                           {"UAF", "Unidentified Forces"},
                                           {"CVL", "General Population / Civilian / Social"},
                                           {"BUS", "Business"},
                                           {"CRM", "Criminals / Gangs"},
                                           {"EDU", "Education"},
                                           {"ELI", "Elite"},
                                           {"JRN", "Media"},
                                           {"MED", "Medical / Health"},
                                           {"LAB", "Labor"},
                                           {"REF", "Refugees / Displaced"},
                                           {"REL", "Religious"},
                                           {"SOC", "Social"},
                                           {"AGR", "Agricultural"},
                                           {"IGO", "International Government Organization"},
                                           {"NGO", "Nongovernmental Organization"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (bd_view_is(s, pairs[i][0]))
            return pairs[i][1];
    return "";
}

static bede_view land_of(const out_party *p) {
    if (!p)
        return bd_view("", 0);
    return bd_is_country(p->code) ? p->code : p->country;
}

static void icews_party(out_row *r, const out_party *p) {
    bd_out_cell(r, bd_party_name(p));
    bd_out_text(r, p ? icews_sector(p->sector) : "");
    bd_out_text(r, bd_country_name(land_of(p)));
}

void bd_export_icews(exporting *x, const out_event *e) {
    out_dyad dyads[MAX_DYADS];
    size_t n = bd_out_dyads(e, dyads);
    const out_mention *m = e->n_told ? &e->mentions[0] : NULL;
    for (size_t i = 0; i < n; i++) {
        out_row r = {x, 0};
        bd_out_number(&r, dyads[i].number);
        day_text(&r, e->day);
        icews_party(&r, dyads[i].source);
        bd_out_text(&r, bd_cameo_name(e->cameo));
        bd_out_cell(&r, e->cameo);
        bd_out_format(&r, "%.1f", bd_goldstein(e, BD_PROFILE_ICEWS));
        icews_party(&r, dyads[i].target);
        bd_out_number(&r, m ? m->article_row : 0);
        bd_out_number(&r, m ? m->sentence : 0);
        bd_out_cell(&r, m ? m->outlet : BD_LIT(""));
        bool town = e->kind == BEDE_PLACE_CITY || e->kind == BEDE_PLACE_OTHER;
        bd_out_cell(&r, e->has_place && town ? e->place : BD_LIT(""));
        bd_out_text(&r, "");
        bd_out_cell(&r, e->has_place && e->kind == BEDE_PLACE_REGION ? e->place : BD_LIT(""));
        bd_out_text(&r, e->has_place ? bd_country_name(e->country) : "");
        if (e->has_place) {
            bd_out_format(&r, "%.4f", e->lat);
            bd_out_format(&r, "%.4f", e->lon);
        } else {
            bd_out_text(&r, "");
            bd_out_text(&r, "");
        }
        bd_out_end(&r);
    }
}

/* ---- PETRARCH2 ------------------------------------------------------------------------------ */

/* "MILITARY,1;LEGAL,1" */
static void issues(out_row *r, bede_view contexts, const char *none) {
    char buf[400];
    size_t n = 0;
    bede_view part;
    while (bd_view_split(&contexts, ';', &part)) {
        if (!part.n || n + part.n + 4 > sizeof buf)
            continue;
        if (n)
            buf[n++] = ';';
        for (size_t i = 0; i < part.n; i++) {
            char c = part.s[i];
            buf[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c == ' ' || c == '-' ? '_' : c;
        }
        buf[n++] = ',';
        buf[n++] = '1';
    }
    bd_out_cell(r, n ? bd_view(buf, n) : bd_view_z(none));
}

static void or_dashes(out_row *r, bede_view v) {
    bd_out_cell(r, v.n ? v : BD_LIT("---"));
}

typedef bede_view of_mention(const out_mention *m);
static bede_view url_of(const out_mention *m) {
    return m->url.n ? m->url : m->article;
}
static bede_view outlet_of(const out_mention *m) {
    return m->outlet;
}

/* What the mentions say, each once, joined with ";". */
static void joined(out_row *r, const out_event *e, of_mention *get, const char *none) {
    char *buf = bd_arena_alloc(&r->x->arena, 4096);
    size_t n = 0;
    for (size_t i = 0; i < e->n_told; i++) {
        bede_view v = get(&e->mentions[i]);
        bool again = !v.n || n + v.n + 2 > 4096;
        for (size_t k = 0; k < i && !again; k++)
            again = bd_view_eq(v, get(&e->mentions[k]));
        if (again)
            continue;
        if (n)
            buf[n++] = ';';
        for (size_t k = 0; k < v.n; k++)
            buf[n++] = v.s[k] == ';' ? ',' : v.s[k];
    }
    bd_out_cell(r, n ? bd_view(buf, n) : bd_view_z(none));
}

/* "article_sentence" of every mention. */
static void ids(out_row *r, const out_event *e) {
    char *buf = bd_arena_alloc(&r->x->arena, 4096);
    size_t n = 0;
    for (size_t i = 0; i < e->n_told && n + 48 < 4096; i++)
        n += (size_t)snprintf(buf + n, 4096 - n, "%s%lld_%lld", n ? ";" : "",
                              (long long)e->mentions[i].article_row,
                              (long long)e->mentions[i].sentence);
    bd_out_cell(r, n ? bd_view(buf, n) : BD_LIT("---"));
}

void bd_export_petrarch(exporting *x, const out_event *e) {
    out_dyad dyads[MAX_DYADS];
    size_t n = bd_out_dyads(e, dyads);
    for (size_t i = 0; i < n; i++) {
        const out_dyad *d = &dyads[i];
        bd_cameo_actor source, target;
        bd_cameo_actor_of(d->source, &source);
        bd_cameo_actor_of(d->target, &target);
        out_row r = {x, 0};
        day_number(&r, e->day);
        or_dashes(&r, bd_view_z(source.whole));
        or_dashes(&r, bd_view_z(target.whole));
        or_dashes(&r, e->cameo);
        issues(&r, e->context, "---");
        ids(&r, e);
        joined(&r, e, url_of, "---");
        joined(&r, e, outlet_of, "---");
        or_dashes(&r, d->source ? d->source->text : BD_LIT(""));
        or_dashes(&r, d->target ? d->target->text : BD_LIT(""));
        or_dashes(&r, e->n_told ? e->mentions[0].trigger : BD_LIT(""));
        or_dashes(&r, bd_view_z(source.country[0] ? source.country : source.group));
        or_dashes(&r, bd_view_z(target.country[0] ? target.country : target.group));
        bd_out_end(&r);
    }
}

/* ---- Phoenix -------------------------------------------------------------------------------- */

/* Whole code, root (a country, IGO, NGO), agent, what else there is. */
static void phoenix_party(out_row *r, const out_party *p) {
    bd_cameo_actor c;
    bd_cameo_actor_of(p, &c);
    bool body = !c.country[0] && (!strcmp(c.role, "IGO") || !strcmp(c.role, "NGO"));
    bd_out_text(r, c.whole);
    bd_out_text(r, body ? c.role : c.country);
    bd_out_text(r, body ? "" : c.role);
    bd_out_text(r, c.group);
}

void bd_export_phoenix(exporting *x, const out_event *e) {
    out_dyad dyads[MAX_DYADS];
    size_t n = bd_out_dyads(e, dyads);
    for (size_t i = 0; i < n; i++) {
        out_row r = {x, 0};
        bd_out_number(&r, dyads[i].number);
        day_number(&r, e->day);
        bd_out_format(&r, "%04d", e->day.year);
        bd_out_format(&r, "%02d", e->day.month ? e->day.month : 1);
        bd_out_format(&r, "%02d", e->day.day ? e->day.day : 1);
        phoenix_party(&r, dyads[i].source);
        phoenix_party(&r, dyads[i].target);
        bd_out_cell(&r, e->cameo);
        bd_out_cell(&r, bd_view(e->cameo.s, e->cameo.n < 2 ? e->cameo.n : 2));
        bd_out_number(&r, bd_quad(e->cameo, BD_PROFILE_PHOENIX));
        bd_out_format(&r, "%.1f", bd_goldstein(e, BD_PROFILE_PHOENIX));
        issues(&r, e->context, "");
        if (e->has_place) {
            bd_out_format(&r, "%.4f", e->lat);
            bd_out_format(&r, "%.4f", e->lon);
        } else {
            bd_out_text(&r, "");
            bd_out_text(&r, "");
        }
        bool land = e->kind == BEDE_PLACE_COUNTRY, region = e->kind == BEDE_PLACE_REGION;
        bd_out_cell(&r, e->has_place && !land && !region ? e->place : BD_LIT(""));
        bd_out_cell(&r, e->has_place && region ? e->place : BD_LIT(""));
        bd_out_cell(&r, e->has_place ? e->country : BD_LIT(""));
        ids(&r, e);
        joined(&r, e, url_of, "");
        joined(&r, e, outlet_of, "");
        bd_out_end(&r);
    }
}
