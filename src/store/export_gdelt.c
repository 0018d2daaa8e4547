/* SPDX-License-Identifier: Apache-2.0 */
/* GDELT 2.0: events (61 columns) and mentions (16 columns), no header. */
#include "store/export_int.h"

#include "base/utf8.h"

#include <stdio.h>

static void upper(char *out, size_t cap, bede_view v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n && n + 1 < cap; i++)
        out[n++] = v.s[i] >= 'a' && v.s[i] <= 'z' ? (char)(v.s[i] - 32) : v.s[i];
    /* A name that was cut ends between letters. */
    while (n + 1 == cap && n > 0 && (unsigned char)out[n - 1] >= 0x80)
        n--;
    out[n] = '\0';
}

/* Ten columns a party: codes of peoples and faiths stay empty. */
static void party(out_row *r, const out_party *p) {
    bd_cameo_actor c;
    char name[128];
    bd_cameo_actor_of(p, &c);
    upper(name, sizeof name, bd_party_name(p));
    bd_out_text(r, c.whole);
    bd_out_text(r, name);
    bd_out_text(r, c.country);
    bd_out_text(r, c.group);
    bd_out_text(r, "");
    bd_out_text(r, "");
    bd_out_text(r, "");
    bd_out_text(r, c.role);
    bd_out_text(r, "");
    bd_out_text(r, "");
}

static void no_place(out_row *r) {
    bd_out_text(r, "0");
    for (int i = 0; i < 7; i++)
        bd_out_text(r, "");
}

/* 1 country, 2 US state, 3 US city, 4 world city, 5 world state */
static int place_type(const out_event *e) {
    bool us = bd_view_is(e->country, "USA");
    return e->kind == BEDE_PLACE_COUNTRY  ? 1
           : e->kind == BEDE_PLACE_REGION ? us ? 2 : 5
           : us                           ? 3
                                          : 4;
}

static void place(out_row *r, const out_event *e) {
    const char *fips = bd_country_fips(e->country), *name = bd_country_name(e->country);
    bool land = e->kind == BEDE_PLACE_COUNTRY;
    if (!e->has_place) {
        no_place(r);
        return;
    }
    bd_out_number(r, place_type(e));
    bd_out_format(r, "%.*s%s%s", (int)(e->place.n < 200 ? e->place.n : 200), e->place.s,
                  land || !name[0] ? "" : ", ", land ? "" : name);
    bd_out_text(r, fips);
    bd_out_text(r, fips); /* the first part of the ADM1 code is the country's */
    bd_out_text(r, "");
    bd_out_format(r, "%.4f", e->lat);
    bd_out_format(r, "%.4f", e->lon);
    bd_out_text(r, land ? fips : "");
}

/* 2016-11-11T08:00:00Z to 20161111080000 */
static void stamp(out_row *r, bede_view iso) {
    char buf[15];
    size_t n = 0;
    for (size_t i = 0; i < iso.n && n < 14; i++)
        if (iso.s[i] >= '0' && iso.s[i] <= '9')
            buf[n++] = iso.s[i];
    buf[n] = '\0';
    bd_out_text(r, buf);
}

static bede_view address(const out_mention *m) {
    return m->url.n ? m->url : m->article;
}

static void event(exporting *x, const out_event *e, const out_dyad *d) {
    out_row r = {x, 0};
    int month = e->day.month ? e->day.month : 1, day = e->day.day ? e->day.day : 1;
    bd_out_number(&r, d->number);
    bd_out_format(&r, "%04d%02d%02d", e->day.year, month, day);
    bd_out_format(&r, "%04d%02d", e->day.year, month);
    bd_out_format(&r, "%04d", e->day.year);
    bd_out_format(&r, "%.4f", e->day.year + (month * 30 + day) / 365.0);
    party(&r, d->source);
    party(&r, d->target);
    bd_out_number(&r, e->n_told && e->mentions[0].lead);
    bd_out_cell(&r, e->cameo);
    bd_out_cell(&r, bd_view(e->cameo.s, e->cameo.n < 3 ? e->cameo.n : 3));
    bd_out_cell(&r, bd_view(e->cameo.s, e->cameo.n < 2 ? e->cameo.n : 2));
    bd_out_number(&r, bd_quad(e->cameo, BD_PROFILE_GDELT));
    bd_out_format(&r, "%.1f", bd_goldstein(e, BD_PROFILE_GDELT));
    bd_out_number(&r, e->n_mentions);
    bd_out_number(&r, e->n_sources);
    bd_out_number(&r, e->n_articles);
    bd_out_text(&r, ""); /* no tone is measured */
    no_place(&r);
    no_place(&r);
    place(&r, e);
    stamp(&r, e->n_told ? e->mentions[0].added : BD_LIT(""));
    bd_out_cell(&r, e->n_told ? address(&e->mentions[0]) : BD_LIT(""));
    bd_out_end(&r);
}

/* "www.example.org" of an address, when the page does not say what it is called. */
static bede_view host(bede_view url) {
    size_t at = bd_view_find(url, "://", 0);
    if (at == SIZE_MAX)
        return bd_view("", 0);
    bede_view rest = bd_view_part(url, at + 3, url.n), part = {0};
    bd_view_split(&rest, '/', &part);
    return part;
}

static void mention(exporting *x, const out_event *e, const out_dyad *d, const out_mention *m) {
    out_row r = {x, 0};
    bool web = bd_view_starts(m->url, "http");
    double sure = m->weight > 0 ? m->weight * 10 : 100;
    bd_out_number(&r, d->number);
    stamp(&r, e->mentions[0].added);
    stamp(&r, m->added);
    bd_out_text(&r, web ? "1" : "2");
    bd_out_cell(&r, m->outlet.n ? m->outlet : host(m->url));
    bd_out_cell(&r, address(m));
    bd_out_number(&r, m->sentence);
    bd_out_number(&r, d->source ? m->actor_at : -1);
    bd_out_number(&r, d->target ? m->recipient_at : -1);
    bd_out_number(&r, m->at);
    bd_out_text(&r, "1");
    bd_out_number(&r, sure > 100 ? 100 : (int64_t)sure);
    bd_out_number(&r, m->length);
    bd_out_text(&r, "");
    bd_out_text(&r, "");
    bd_out_text(&r, "");
    bd_out_end(&r);
}

void bd_export_gdelt(exporting *x, const out_event *e) {
    out_dyad dyads[MAX_DYADS];
    size_t n = bd_out_dyads(e, dyads);
    for (size_t i = 0; i < n; i++) {
        if (x->options.mentions)
            for (size_t k = 0; k < e->n_told; k++)
                mention(x, e, &dyads[i], &e->mentions[k]);
        else
            event(x, e, &dyads[i]);
    }
}
