/* SPDX-License-Identifier: Apache-2.0 */
/* All that the page draws of a query, counted in one pass over the chosen events: time, network,
 * map, classes, outlets. */
#include "serve/serve_int.h"

#include "base/day.h"

#include <stdlib.h>

static void put(json_t *o, const char *key, json_t *value) {
    json_object_set_new_nocheck(o, key, value);
}

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.s ? v.s : "", v.n);
}

static json_t *mean(double sum, size_t n) {
    return json_real(n ? (double)(long)(sum / (double)n * 100 + (sum < 0 ? -0.5 : 0.5)) / 100 : 0);
}

static json_t *four(const uint32_t n[4]) {
    return json_pack("[i,i,i,i]", (int)n[0], (int)n[1], (int)n[2], (int)n[3]);
}

/* ---- time ------------------------------------------------------------------------------------ */

enum { DAYS, WEEKS, MONTHS, QUARTERS, YEARS, UNITS };
static const char *const UNIT_NAMES[UNITS] = {"day", "week", "month", "quarter", "year"};

/* The first day of the bin that holds a day. */
static int32_t bin_start(int unit, int32_t day) {
    if (unit == DAYS)
        return day;
    if (unit == WEEKS)
        return day - bd_day_weekday(day);
    bede_date d = bd_day_date(day);
    d.day = 1;
    if (unit == QUARTERS)
        d.month = (uint8_t)((d.month - 1) / 3 * 3 + 1);
    else if (unit == YEARS)
        d.month = 1;
    return bd_day_number(d);
}

/* Bins are numbered from that of the first day. */
static long bin_of(int unit, int32_t from, int32_t day) {
    if (unit <= WEEKS)
        return (day - bin_start(unit, from)) / (unit == DAYS ? 1 : 7);
    bede_date a = bd_day_date(bin_start(unit, from)), b = bd_day_date(day);
    long months = (b.year - a.year) * 12L + b.month - a.month;
    return months / (unit == MONTHS ? 1 : unit == QUARTERS ? 3 : 12);
}

static int32_t start_of_bin(int unit, int32_t from, long bin) {
    int32_t first = bin_start(unit, from);
    if (unit <= WEEKS)
        return first + (int32_t)bin * (unit == DAYS ? 1 : 7);
    int step = unit == MONTHS ? 1 : unit == QUARTERS ? 3 : 12;
    return bd_day_number(bd_day_add_months(bd_day_date(first), (int)bin * step));
}

static json_t *day_text(int32_t day) {
    char buf[11];
    bede_date_format(bd_day_date(day), buf);
    return json_string(buf);
}

static json_t *bins_json(const uint32_t (*counts)[BEDE_EVENT_TYPES], int unit, int32_t from,
                         long n) {
    json_t *bins = json_array();
    for (long b = 0; b < n; b++) {
        uint32_t any = 0;
        for (int k = 0; k < BEDE_EVENT_TYPES; k++)
            any |= counts[b][k];
        if (!any)
            continue;
        json_t *bin = json_array(), *types = json_array();
        json_array_append_new(bin, day_text(start_of_bin(unit, from, b)));
        for (int k = 0; k < BEDE_EVENT_TYPES; k++)
            json_array_append_new(types, json_integer(counts[b][k]));
        json_array_append_new(bin, types);
        json_array_append_new(bins, bin);
    }
    return bins;
}

static json_t *type_list(bool quads) {
    json_t *list = json_array();
    for (int k = 0; k < BEDE_EVENT_TYPES; k++)
        json_array_append_new(list, quads ? json_integer(bede_event_quad((bede_event_type)k))
                                          : json_string(bede_event_name((bede_event_type)k)));
    return list;
}

/* The bin of each day: there are fewer days than events, as a rule. The caller's. */
static uint32_t *bins_of_days(int unit, int32_t from, int32_t to) {
    uint32_t *bins = malloc(((size_t)to - (size_t)from + 1) * sizeof *bins);
    for (int32_t day = from; bins && day <= to; day++)
        bins[day - from] = (uint32_t)bin_of(unit, from, day);
    return bins;
}

/* `bits`: chosen by all but the days. The finest unit that gives no more bins than asked for. */
static json_t *timeline(const desk_table *t, const uint64_t *bits, int32_t from, int32_t to,
                        long most) {
    json_t *o = json_object();
    int unit = DAYS;
    while (unit < YEARS && bin_of(unit, from, to) >= most)
        unit++;
    long n = bin_of(unit, from, to) + 1;
    uint32_t(*counts)[BEDE_EVENT_TYPES] = calloc((size_t)n, sizeof *counts);
    uint32_t *bins = bins_of_days(unit, from, to);
    if (counts && bins)
        DESK_EACH(t, bits, i) {
            if (t->day[i] >= from && t->day[i] <= to && t->day[i] != DESK_NO_DAY)
                counts[bins[t->day[i] - from]][t->type[i]]++;
        }
    free(bins);
    put(o, "unit", json_string(UNIT_NAMES[unit]));
    put(o, "from", day_text(from));
    put(o, "to", day_text(to));
    put(o, "types", type_list(false));
    put(o, "quads", type_list(true));
    put(o, "bins", counts ? bins_json(counts, unit, from, n) : json_array());
    free(counts);
    return o;
}

/* ---- the network ----------------------------------------------------------------------------- */

typedef struct edge {
    uint32_t from, to; /* codes; DESK_NONE: an empty slot */
    uint32_t n, quads[4];
    double goldstein;
} edge;

typedef struct edges {
    edge *slots;
    size_t n, cap;
    bool full;
} edges;

static edge *slot_of(edges *e, uint32_t from, uint32_t to) {
    size_t at = (from * 0x9E3779B1u ^ to * 0x85EBCA77u) & (e->cap - 1);
    while (e->slots[at].from != DESK_NONE && (e->slots[at].from != from || e->slots[at].to != to))
        at = (at + 1) & (e->cap - 1);
    return &e->slots[at];
}

static bool widen(edges *e) {
    edges more = {NULL, 0, e->cap ? e->cap * 2 : 1024, false};
    more.slots = malloc(more.cap * sizeof *more.slots);
    if (!more.slots)
        return false;
    for (size_t i = 0; i < more.cap; i++)
        more.slots[i].from = DESK_NONE;
    for (size_t i = 0; i < e->cap; i++)
        if (e->slots[i].from != DESK_NONE) {
            *slot_of(&more, e->slots[i].from, e->slots[i].to) = e->slots[i];
            more.n++;
        }
    free(e->slots);
    *e = more;
    return true;
}

static void count_edge(edges *e, const desk_table *t, size_t i, uint32_t from, uint32_t to) {
    if (e->n * 2 >= e->cap && !widen(e)) {
        e->full = true;
        return;
    }
    edge *s = slot_of(e, from, to);
    if (s->from == DESK_NONE) {
        *s = (edge){.from = from, .to = to};
        e->n++;
    }
    s->n++;
    s->goldstein += (double)t->goldstein[i];
    s->quads[(t->quad[i] - 1) & 3]++;
}

enum { SIDE = 16 };
/* The distinct codes of one side of an event. */
static int codes_of(const desk_table *t, size_t i, unsigned role, uint32_t out[SIDE]) {
    int n = 0;
    for (uint32_t p = t->party_from[i]; p < t->party_from[i + 1] && n < SIDE; p++) {
        uint32_t c = t->actors[t->party[p] >> 1].code;
        bool known = c == DESK_NONE || (t->party[p] & 1) != role;
        for (int k = 0; k < n && !known; k++)
            known = out[k] == c;
        if (!known)
            out[n++] = c;
    }
    return n;
}

static void edges_of(edges *e, const desk_table *t, size_t i, uint32_t *node_counts) {
    uint32_t actors[SIDE], recipients[SIDE];
    int n = codes_of(t, i, 0, actors), m = codes_of(t, i, 1, recipients);
    for (int k = 0; k < n; k++)
        node_counts[actors[k]]++;
    for (int k = 0; k < m; k++) {
        bool both = false;
        for (int j = 0; j < n; j++)
            both |= actors[j] == recipients[k];
        node_counts[recipients[k]] += !both;
    }
    for (int k = 0; k < n; k++)
        for (int j = 0; j < m; j++)
            if (actors[k] != recipients[j])
                count_edge(e, t, i, actors[k], recipients[j]);
    /* They act together: each with each. */
    for (int k = 0; k < n && !m; k++)
        for (int j = k + 1; j < n; j++)
            count_edge(e, t, i, actors[k] < actors[j] ? actors[k] : actors[j],
                       actors[k] < actors[j] ? actors[j] : actors[k]);
}

typedef struct ranked {
    uint32_t n, what;
} ranked;

static int by_n(const void *a_, const void *b_) {
    const ranked *a = a_, *b = b_;
    if (a->n != b->n)
        return a->n < b->n ? 1 : -1;
    return a->what < b->what ? -1 : a->what > b->what;
}

/* The numbers of those with the highest counts, the highest first. The caller's; NULL: no memory.
 */
static ranked *rank(const uint32_t *counts, size_t n, size_t *most) {
    ranked *list = malloc((n + 1) * sizeof *list);
    size_t found = 0;
    for (size_t i = 0; list && i < n; i++)
        if (counts[i])
            list[found++] = (ranked){counts[i], (uint32_t)i};
    if (list)
        qsort(list, found, sizeof *list, by_n);
    if (*most > found || !list)
        *most = found;
    return list;
}

static json_t *nodes_json(const desk_table *t, const ranked *list, size_t n, uint32_t *node_of) {
    json_t *nodes = json_array();
    for (size_t i = 0; i < n; i++) {
        const desk_code *c = &t->codes[list[i].what];
        node_of[list[i].what] = (uint32_t)i;
        json_t *o = json_object();
        put(o, "code", text(c->code));
        put(o, "name", text(c->name));
        put(o, "n", json_integer(list[i].n));
        put(o, "country",
            text(c->country == DESK_NONE ? (bede_view){0} : t->codes[c->country].code));
        json_array_append_new(nodes, o);
    }
    return nodes;
}

static int by_edge(const void *a_, const void *b_) {
    const edge *a = a_, *b = b_;
    if (a->n != b->n)
        return a->n < b->n ? 1 : -1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

static json_t *edges_json(edges *e, const uint32_t *node_of, size_t most) {
    json_t *list = json_array();
    size_t n = 0;
    for (size_t i = 0; i < e->cap; i++)
        if (e->slots[i].from != DESK_NONE && node_of[e->slots[i].from] != DESK_NONE &&
            node_of[e->slots[i].to] != DESK_NONE)
            e->slots[n++] = e->slots[i];
    if (n)
        qsort(e->slots, n, sizeof *e->slots, by_edge);
    for (size_t i = 0; i < n && i < most; i++) {
        const edge *s = &e->slots[i];
        json_t *o = json_object();
        put(o, "actor", json_integer(node_of[s->from]));
        put(o, "recipient", json_integer(node_of[s->to]));
        put(o, "n", json_integer(s->n));
        put(o, "goldstein", mean(s->goldstein, s->n));
        put(o, "quads", four(s->quads));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *network(const desk_table *t, const uint64_t *bits, size_t most_nodes,
                       size_t most_edges) {
    edges e = {0};
    uint32_t *counts = calloc(t->n_codes + 1, sizeof *counts),
             *node_of = malloc((t->n_codes + 1) * sizeof *node_of);
    if (counts && node_of)
        DESK_EACH(t, bits, i) {
            edges_of(&e, t, i, counts);
        }
    ranked *list = counts && node_of ? rank(counts, t->n_codes, &most_nodes) : NULL;
    json_t *o = json_object();
    if (list && !e.full) {
        memset(node_of, 0xFF, t->n_codes * sizeof *node_of);
        put(o, "nodes", nodes_json(t, list, most_nodes, node_of));
        put(o, "edges", edges_json(&e, node_of, most_edges));
    }
    free(list);
    free(counts);
    free(node_of);
    free(e.slots);
    return o;
}

/* ---- the map --------------------------------------------------------------------------------- */

static json_t *place_json(const desk_place *p, double goldstein, uint32_t n) {
    static const char *const kinds[] = {"country", "region", "city", "other"};
    json_t *o = json_object();
    put(o, "name", text(p->name));
    put(o, "country", text(p->country));
    put(o, "lat", json_real(p->lat));
    put(o, "lon", json_real(p->lon));
    put(o, "kind", json_string(kinds[p->kind & 3]));
    put(o, "n", json_integer(n));
    put(o, "goldstein", mean(goldstein, n));
    return o;
}

static json_t *places(const desk_table *t, const uint64_t *bits, size_t most) {
    json_t *list = json_array();
    uint32_t *counts = calloc(t->n_places + 1, sizeof *counts);
    double *sums = calloc(t->n_places + 1, sizeof *sums);
    if (counts && sums)
        DESK_EACH(t, bits, i) {
            uint32_t p = t->place[i];
            if (p == DESK_NONE)
                continue;
            counts[p]++;
            sums[p] += (double)t->goldstein[i];
        }
    ranked *order = counts && sums ? rank(counts, t->n_places, &most) : NULL;
    for (size_t i = 0; order && i < most; i++)
        json_array_append_new(
            list, place_json(&t->places[order[i].what], sums[order[i].what], order[i].n));
    free(order);
    free(sums);
    free(counts);
    return list;
}

static json_t *countries(const desk_table *t, const uint64_t *bits) {
    json_t *o = json_object();
    uint32_t *counts = calloc(t->n_codes + 1, sizeof *counts);
    uint32_t *last = calloc(t->n_codes + 1, sizeof *last);
    if (counts && last)
        DESK_EACH(t, bits, i) {
            for (uint32_t p = t->party_from[i]; p < t->party_from[i + 1]; p++) {
                uint32_t c = t->actors[t->party[p] >> 1].country;
                if (c == DESK_NONE || last[c] == i + 1)
                    continue;
                last[c] = (uint32_t)i + 1;
                counts[c]++;
            }
        }
    for (size_t c = 0; counts && c < t->n_codes; c++)
        if (counts[c])
            json_object_setn_new_nocheck(o, t->codes[c].code.s, t->codes[c].code.n,
                                         json_integer(counts[c]));
    free(last);
    free(counts);
    return o;
}

/* ---- the rest -------------------------------------------------------------------------------- */

static json_t *outlets(const desk_table *t, const uint64_t *bits, size_t most, size_t *distinct) {
    json_t *list = json_array();
    uint32_t *counts = calloc(t->n_outlets + 1, sizeof *counts);
    *distinct = 0;
    if (counts)
        DESK_EACH(t, bits, i) {
            for (uint32_t k = t->source_from[i]; k < t->source_from[i + 1]; k++)
                *distinct += !counts[t->source[k]]++;
        }
    ranked *order = counts ? rank(counts, t->n_outlets, &most) : NULL;
    for (size_t i = 0; order && i < most; i++)
        json_array_append_new(
            list, json_pack("[o,i]", text(t->outlets[order[i].what].name), (int)order[i].n));
    free(order);
    free(counts);
    return list;
}

static void classes(const desk_table *t, const uint64_t *bits, json_t *o) {
    uint32_t types[BEDE_EVENT_TYPES] = {0}, quads[4] = {0}, aux[5] = {0}, undated = 0;
    uint64_t reports = 0;
    DESK_EACH(t, bits, i) {
        types[t->type[i]]++;
        quads[(t->quad[i] - 1) & 3]++;
        for (int k = 0; k < 4; k++)
            aux[k] += t->aux[i] >> k & 1;
        aux[4] += !t->aux[i];
        undated += t->day[i] == DESK_NO_DAY;
        reports += t->n_reports[i];
    }
    json_t *list = json_array();
    for (int k = 0; k < BEDE_EVENT_TYPES; k++)
        if (types[k])
            json_array_append_new(
                list, json_pack("[s,i]", bede_event_name((bede_event_type)k), (int)types[k]));
    put(o, "articles", json_integer((json_int_t)reports));
    put(o, "undated", json_integer(undated));
    put(o, "types", list);
    put(o, "quads", four(quads));
    put(o, "aux",
        json_pack("{s:i,s:i,s:i,s:i,s:i}", "none", (int)aux[4], "future", (int)aux[0],
                  "hypothetical", (int)aux[1], "negation", (int)aux[2], "historical", (int)aux[3]));
}

typedef struct asked {
    bede_query q;
    long bins, nodes, edges, places;
    int32_t from, to;
} asked;

static bool read_day(const desk_ask *a, const char *name, int32_t otherwise, int32_t *out,
                     desk_answer *to) {
    const char *value = desk_param_of(a, name);
    bede_date d;
    *out = otherwise;
    if (!value || !*value)
        return true;
    if (!bede_date_parse(value, &d)) {
        desk_refuse(to, 400, "%s: \"%.40s\" is no day (YYYY-MM-DD)", name, value);
        return false;
    }
    *out = bd_day_number(d);
    return true;
}

static bool read_asked(desk_table *t, const desk_ask *a, asked *q, desk_answer *to) {
    if (!desk_query(a, "bins|nodes|edges|places|from|to", &q->q, to) ||
        !desk_number(a, "bins", 1, 5000, 200, &q->bins, to) ||
        !desk_number(a, "nodes", 0, 2000, 300, &q->nodes, to) ||
        !desk_number(a, "edges", 0, 20000, 1200, &q->edges, to) ||
        !desk_number(a, "places", 0, 20000, 2000, &q->places, to))
        return false;
    bool any = t->first_day != DESK_NO_DAY;
    int32_t from, until;
    desk_table_core(t, &from, &until);
    if (!read_day(a, "from", any ? from : 0, &q->from, to) ||
        !read_day(a, "to", any ? until : 0, &q->to, to))
        return false;
    if (q->to < q->from)
        q->to = q->from;
    return true;
}

void desk_overview(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    asked q;
    bede_error err = {0};
    size_t words = desk_bits_words(t), sources;
    uint64_t *bits = malloc((words + 1) * 2 * sizeof *bits), *always = bits + words + 1;
    if (!bits) {
        desk_refuse(to, 503, "no memory for the answer");
        return;
    }
    if (!read_asked(t, a, &q, to)) {
        free(bits);
        return;
    }
    /* Time is shown whole, so that what the days leave out is seen too. */
    bede_query timeless = q.q;
    timeless.since = timeless.until = (bede_date){0};
    if (desk_select(t, h->store, &q.q, bits, &err) &&
        desk_select(t, h->store, &timeless, always, &err)) {
        json_t *o = json_object();
        put(o, "state", json_string(t->state));
        put(o, "total", json_integer((json_int_t)desk_bits_count(t, bits)));
        classes(t, bits, o);
        json_t *time = timeline(t, always, q.from, q.to, q.bins);
        put(time, "first", day_text(t->first_day == DESK_NO_DAY ? 0 : t->first_day));
        put(time, "last", day_text(t->last_day == DESK_NO_DAY ? 0 : t->last_day));
        put(o, "timeline", time);
        put(o, "network", network(t, bits, (size_t)q.nodes, (size_t)q.edges));
        put(o, "places", places(t, bits, (size_t)q.places));
        put(o, "countries", countries(t, bits));
        put(o, "outlets", outlets(t, bits, 30, &sources));
        put(o, "sources", json_integer((json_int_t)sources));
        desk_say_json(&to->text, o);
    } else {
        desk_refuse_error(to, 400, &err);
    }
    free(bits);
}
