/* SPDX-License-Identifier: Apache-2.0 */
/* A deed as a line of text that anyone can read in the store:
 *
 *     family|type|aux|P flags code country sector name/office|D lo hi n told|L lat lon kind near
 *     country name|N hex hex|S article article */
#include "store/same.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct out {
    char *s;
    size_t n, cap;
} out;

static void put(out *o, const char *text) {
    size_t n = strlen(text);
    if (o->n + n < o->cap) {
        memcpy(o->s + o->n, text, n);
        o->n += n;
    }
    o->s[o->n] = '\0';
}

static const char *or_dash(const char *s) {
    return s[0] ? s : "-";
}

size_t bd_deed_write(const bd_deed *d, char *text, size_t cap) {
    out o = {text, 0, cap};
    char buf[3 * BD_DEED_NAME_BYTES];
    text[0] = '\0';
    snprintf(buf, sizeof buf, "%d|%d|%d", d->family, d->type, d->aux);
    put(&o, buf);
    for (int i = 0; i < d->n_parties; i++) {
        const bd_deed_party *p = &d->parties[i];
        snprintf(buf, sizeof buf, "|P %d %s %s %s %s/%s", p->flags, or_dash(p->code),
                 or_dash(p->country), or_dash(p->sector), p->name, p->office);
        put(&o, buf);
    }
    for (int i = 0; i < d->n_days; i++) {
        const bd_deed_day *p = &d->days[i];
        snprintf(buf, sizeof buf, "|D %d %d %d %d", (int)p->lo, (int)p->hi, p->n, p->told);
        put(&o, buf);
    }
    for (int i = 0; i < d->n_places; i++) {
        const bd_deed_place *p = &d->places[i];
        snprintf(buf, sizeof buf, "|L %.4f %.4f %d %d %s %s", (double)p->lat, (double)p->lon,
                 p->kind, p->near, or_dash(p->country), p->name);
        put(&o, buf);
    }
    for (int i = 0; i < d->n_names; i++) {
        snprintf(buf, sizeof buf, "%s%x", i ? " " : "|N ", (unsigned)d->names[i]);
        put(&o, buf);
    }
    for (int i = 0; i < d->n_stories; i++) {
        snprintf(buf, sizeof buf, "%s%lld", i ? " " : "|S ", (long long)d->stories[i]);
        put(&o, buf);
    }
    return o.n;
}

/* The next word of *v, cut off; "-" gives "". */
static bede_view word(bede_view *v) {
    bede_view w = {0};
    bd_view_split(v, ' ', &w);
    return bd_view_is(w, "-") ? bd_view(w.s, 0) : w;
}

static long number(bede_view *v) {
    char buf[24] = "";
    bede_view w = word(v);
    memcpy(buf, w.s ? w.s : "", w.n < sizeof buf ? w.n : sizeof buf - 1);
    return strtol(buf, NULL, 10);
}

static float decimal(bede_view *v) {
    char buf[24] = "";
    bede_view w = word(v);
    memcpy(buf, w.s ? w.s : "", w.n < sizeof buf ? w.n : sizeof buf - 1);
    return strtof(buf, NULL);
}

static void fill(char *to, size_t cap, bede_view v) {
    size_t n = v.n < cap ? v.n : cap - 1;
    if (n)
        memcpy(to, v.s, n);
    to[n] = '\0';
}

static void read_party(bd_deed *d, bede_view v) {
    if (d->n_parties >= BD_DEED_PARTIES)
        return;
    bd_deed_party *p = &d->parties[d->n_parties++];
    p->flags = (uint8_t)number(&v);
    fill(p->code, sizeof p->code, word(&v));
    fill(p->country, sizeof p->country, word(&v));
    fill(p->sector, sizeof p->sector, word(&v));
    size_t slash = v.n; /* offices have none, names may */
    while (slash > 0 && v.s[slash - 1] != '/')
        slash--;
    fill(p->name, sizeof p->name, bd_view_part(v, 0, slash ? slash - 1 : 0));
    fill(p->office, sizeof p->office, bd_view_part(v, slash, v.n));
}

static void read_place(bd_deed *d, bede_view v) {
    if (d->n_places >= BD_DEED_PLACES)
        return;
    bd_deed_place *p = &d->places[d->n_places++];
    p->lat = decimal(&v);
    p->lon = decimal(&v);
    p->kind = (uint8_t)number(&v);
    p->near = number(&v) != 0;
    fill(p->country, sizeof p->country, word(&v));
    fill(p->name, sizeof p->name, v);
}

static void read_part(bd_deed *d, bede_view part) {
    bede_view v = part.n > 2 ? bd_view_part(part, 2, part.n) : (bede_view){0};
    switch (part.n ? part.s[0] : 0) {
    case 'P': read_party(d, v); break;
    case 'D':
        if (d->n_days < BD_DEED_DAYS) {
            bd_deed_day *p = &d->days[d->n_days++];
            p->lo = (int32_t)number(&v);
            p->hi = (int32_t)number(&v);
            p->n = (uint16_t)number(&v);
            p->told = number(&v) != 0;
        }
        break;
    case 'L': read_place(d, v); break;
    case 'N':
        while (v.n && d->n_names < BD_DEED_NAMES) {
            char buf[12] = "";
            fill(buf, sizeof buf, word(&v));
            d->names[d->n_names++] = (uint32_t)strtoul(buf, NULL, 16);
        }
        break;
    case 'S':
        while (v.n && d->n_stories < BD_DEED_STORIES)
            d->stories[d->n_stories++] = number(&v);
        break;
    default: break;
    }
}

bool bd_deed_read(bede_view text, bd_deed *d) {
    bede_view part;
    long first[3];
    *d = (bd_deed){0};
    for (int i = 0; i < 3; i++) {
        if (!bd_view_split(&text, '|', &part))
            return false;
        first[i] = number(&part);
    }
    d->family = (uint8_t)first[0];
    d->type = (uint8_t)first[1];
    d->aux = (uint8_t)first[2];
    while (bd_view_split(&text, '|', &part))
        read_part(d, part);
    return d->family != 0;
}
