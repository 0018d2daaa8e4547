/* SPDX-License-Identifier: Apache-2.0 */
/* The network of actors: GEXF 1.2 and GraphML, through libxml2's writer.
 *
 * A node is a code and a sector ("RUS/GOV"); an edge goes from who acts to whom it is done to, one
 * for each type of event, with the number of events as weight, the sum of their Goldstein values,
 * and the first and last day. */
#include "store/export_int.h"

#include "base/hash.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>

typedef struct net_node {
    bede_view key, code, sector, label;
    uint32_t events;
} net_node;

typedef struct net_edge {
    uint32_t from, to;
    bede_view type;
    int quad;
    uint32_t weight;
    double goldstein;
    bede_date first, last;
} net_edge;

struct out_net {
    bd_arena arena;
    bd_map nodes_by_key, edges_by_key;
    net_node *nodes;
    net_edge *edges;
    size_t n_nodes, cap_nodes, n_edges, cap_edges;
};

static struct out_net *net_of(exporting *x) {
    if (!x->net) {
        /* In an arena of its own: that of the export is emptied with each event. */
        bd_arena own;
        bd_arena_init(&own, 0);
        own.on_full = x->arena.on_full;
        struct out_net *n = bd_arena_alloc(&own, sizeof *n);
        n->arena = own;
        bd_map_init(&n->nodes_by_key, &n->arena);
        bd_map_init(&n->edges_by_key, &n->arena);
        x->net = n;
    }
    return x->net;
}

static bede_view kept(struct out_net *n, bede_view v) {
    return bd_view(bd_arena_copy(&n->arena, v.s, v.n), v.n);
}

static uint32_t node_of(struct out_net *n, const out_party *p) {
    char key[16];
    snprintf(key, sizeof key, "%.*s/%.*s", (int)p->code.n, p->code.s, (int)p->sector.n,
             p->sector.s);
    uint32_t *at = bd_map_get(&n->nodes_by_key, bd_view_z(key));
    if (at)
        return *at;
    bede_view kept_key = kept(n, bd_view_z(key));
    const char *land = bd_country_name(p->code);
    n->nodes = bd_arena_grow(&n->arena, n->nodes, n->n_nodes, &n->cap_nodes, sizeof *n->nodes);
    char label[96];
    snprintf(label, sizeof label, "%s%s%.*s", land[0] ? land : key,
             land[0] && p->sector.n ? " " : "", land[0] ? (int)p->sector.n : 0, p->sector.s);
    n->nodes[n->n_nodes] = (net_node){.key = kept_key,
                                      .code = kept(n, p->code),
                                      .sector = kept(n, p->sector),
                                      .label = kept(n, bd_view_z(label))};
    bd_map_put(&n->nodes_by_key, kept_key, (uint32_t)n->n_nodes);
    return (uint32_t)n->n_nodes++;
}

static bool earlier(bede_date a, bede_date b) {
    return a.year != b.year     ? a.year < b.year
           : a.month != b.month ? a.month < b.month
                                : a.day < b.day;
}

static void count_edge(struct out_net *n, const out_event *e, uint32_t from, uint32_t to) {
    char key[64];
    snprintf(key, sizeof key, "%u %u %.*s", from, to, (int)(e->type.n < 30 ? e->type.n : 30),
             e->type.s);
    uint32_t *at = bd_map_get(&n->edges_by_key, bd_view_z(key));
    if (!at) {
        n->edges = bd_arena_grow(&n->arena, n->edges, n->n_edges, &n->cap_edges, sizeof *n->edges);
        n->edges[n->n_edges] = (net_edge){.from = from,
                                          .to = to,
                                          .type = kept(n, e->type),
                                          .quad = e->quad,
                                          .first = e->day,
                                          .last = e->day};
        at = bd_map_put(&n->edges_by_key, kept(n, bd_view_z(key)), (uint32_t)n->n_edges++);
    }
    net_edge *g = &n->edges[*at];
    g->weight++;
    g->goldstein += e->goldstein;
    if (earlier(e->day, g->first))
        g->first = e->day;
    if (earlier(g->last, e->day))
        g->last = e->day;
}

/* Once an event and pair of nodes, however many persons of one government took part. */
void bd_export_net(exporting *x, const out_event *e) {
    struct out_net *n = net_of(x);
    out_dyad dyads[MAX_DYADS];
    uint32_t done[MAX_DYADS][2];
    size_t count = bd_out_dyads(e, dyads), n_done = 0;
    for (size_t i = 0; i < count; i++) {
        const out_dyad *d = &dyads[i];
        if (!d->source || !d->target || !d->source->code.n || !d->target->code.n)
            continue;
        uint32_t from = node_of(n, d->source), to = node_of(n, d->target);
        bool again = false;
        for (size_t k = 0; k < n_done && !again; k++)
            again = done[k][0] == from && done[k][1] == to;
        if (again)
            continue;
        done[n_done][0] = from;
        done[n_done++][1] = to;
        n->nodes[from].events++;
        n->nodes[to].events++;
        count_edge(n, e, from, to);
    }
}

/* ---- writing ------------------------------------------------------------------------------- */

static int to_put(void *ctx, const char *s, int n) {
    exporting *x = ctx;
    x->put(x->ctx, s, (size_t)n);
    return n;
}
static int no_close(void *ctx) {
    (void)ctx;
    return 0;
}

static void open_element(xmlTextWriter *w, const char *name) {
    xmlTextWriterStartElement(w, BAD_CAST name);
}
static void close_element(xmlTextWriter *w) {
    xmlTextWriterEndElement(w);
}
static void attribute(xmlTextWriter *w, const char *name, const char *value) {
    xmlTextWriterWriteAttribute(w, BAD_CAST name, BAD_CAST value);
}
static void attribute_view(xmlTextWriter *w, const char *name, bede_view v) {
    attribute(w, name, v.n ? v.s : ""); /* kept views end with 0 */
}
static void attribute_number(xmlTextWriter *w, const char *name, double x) {
    char buf[32];
    snprintf(buf, sizeof buf, "%.7g", x);
    attribute(w, name, buf);
}

static void day(bede_date d, char out[11]) {
    d.month = d.month ? d.month : 1;
    d.day = d.day ? d.day : 1;
    bede_date_format(d, out);
}

static void declare(xmlTextWriter *w, const char *const (*list)[3], size_t n) {
    for (size_t i = 0; i < n; i++) {
        open_element(w, "attribute");
        attribute(w, "id", list[i][0]);
        attribute(w, "title", list[i][0]);
        attribute(w, "type", list[i][1]);
        close_element(w);
    }
}

static void value(xmlTextWriter *w, const char *key, const char *text) {
    open_element(w, "attvalue");
    attribute(w, "for", key);
    attribute(w, "value", text);
    close_element(w);
}
static void value_number(xmlTextWriter *w, const char *key, double x) {
    char buf[32];
    snprintf(buf, sizeof buf, "%.7g", x);
    value(w, key, buf);
}

static void gexf_edge(xmlTextWriter *w, const struct out_net *n, size_t i) {
    const net_edge *g = &n->edges[i];
    char first[11], last[11];
    day(g->first, first);
    day(g->last, last);
    open_element(w, "edge");
    attribute_number(w, "id", (double)i);
    attribute_view(w, "source", n->nodes[g->from].key);
    attribute_view(w, "target", n->nodes[g->to].key);
    attribute_number(w, "weight", g->weight);
    attribute_view(w, "label", g->type);
    attribute(w, "start", first);
    attribute(w, "end", last);
    open_element(w, "attvalues");
    value(w, "event", g->type.s);
    value_number(w, "quad", g->quad);
    value_number(w, "goldstein", g->goldstein);
    value(w, "first", first);
    value(w, "last", last);
    close_element(w);
    close_element(w);
}

static void gexf(xmlTextWriter *w, const struct out_net *n) {
    static const char *const of_nodes[][3] = {
        {"code", "string", ""}, {"sector", "string", ""}, {"events", "integer", ""}};
    static const char *const of_edges[][3] = {{"event", "string", ""},
                                              {"quad", "integer", ""},
                                              {"goldstein", "double", ""},
                                              {"first", "string", ""},
                                              {"last", "string", ""}};
    open_element(w, "gexf");
    attribute(w, "xmlns", "http://www.gexf.net/1.2draft");
    attribute(w, "version", "1.2");
    open_element(w, "meta");
    xmlTextWriterWriteElement(w, BAD_CAST "creator", BAD_CAST "bede " BEDE_VERSION);
    close_element(w);
    open_element(w, "graph");
    attribute(w, "mode", "dynamic");
    attribute(w, "defaultedgetype", "directed");
    attribute(w, "timeformat", "date");
    open_element(w, "attributes");
    attribute(w, "class", "node");
    declare(w, of_nodes, sizeof of_nodes / sizeof *of_nodes);
    close_element(w);
    open_element(w, "attributes");
    attribute(w, "class", "edge");
    declare(w, of_edges, sizeof of_edges / sizeof *of_edges);
    close_element(w);
    open_element(w, "nodes");
    for (size_t i = 0; i < n->n_nodes; i++) {
        open_element(w, "node");
        attribute_view(w, "id", n->nodes[i].key);
        attribute_view(w, "label", n->nodes[i].label);
        open_element(w, "attvalues");
        value(w, "code", n->nodes[i].code.s);
        value(w, "sector", n->nodes[i].sector.s);
        value_number(w, "events", n->nodes[i].events);
        close_element(w);
        close_element(w);
    }
    close_element(w);
    open_element(w, "edges");
    for (size_t i = 0; i < n->n_edges; i++)
        gexf_edge(w, n, i);
    close_element(w);
    close_element(w);
    close_element(w);
}

static void key(xmlTextWriter *w, const char *id, const char *of, const char *type) {
    open_element(w, "key");
    attribute(w, "id", id);
    attribute(w, "for", of);
    attribute(w, "attr.name", id + 2); /* behind "n_", "e_" */
    attribute(w, "attr.type", type);
    close_element(w);
}
static void data(xmlTextWriter *w, const char *id, const char *text) {
    open_element(w, "data");
    attribute(w, "key", id);
    xmlTextWriterWriteString(w, BAD_CAST text);
    close_element(w);
}
static void data_number(xmlTextWriter *w, const char *id, double x) {
    char buf[32];
    snprintf(buf, sizeof buf, "%.7g", x);
    data(w, id, buf);
}

static void graphml_edge(xmlTextWriter *w, const struct out_net *n, size_t i) {
    const net_edge *g = &n->edges[i];
    char first[11], last[11], id[24];
    day(g->first, first);
    day(g->last, last);
    snprintf(id, sizeof id, "e%zu", i);
    open_element(w, "edge");
    attribute(w, "id", id);
    attribute_view(w, "source", n->nodes[g->from].key);
    attribute_view(w, "target", n->nodes[g->to].key);
    data_number(w, "e_weight", g->weight);
    data(w, "e_event", g->type.s);
    data_number(w, "e_quad", g->quad);
    data_number(w, "e_goldstein", g->goldstein);
    data(w, "e_first", first);
    data(w, "e_last", last);
    close_element(w);
}

static void graphml(xmlTextWriter *w, const struct out_net *n) {
    open_element(w, "graphml");
    attribute(w, "xmlns", "http://graphml.graphdrawing.org/xmlns");
    key(w, "n_label", "node", "string");
    key(w, "n_code", "node", "string");
    key(w, "n_sector", "node", "string");
    key(w, "n_events", "node", "int");
    key(w, "e_weight", "edge", "double");
    key(w, "e_event", "edge", "string");
    key(w, "e_quad", "edge", "int");
    key(w, "e_goldstein", "edge", "double");
    key(w, "e_first", "edge", "string");
    key(w, "e_last", "edge", "string");
    open_element(w, "graph");
    attribute(w, "id", "actors");
    attribute(w, "edgedefault", "directed");
    for (size_t i = 0; i < n->n_nodes; i++) {
        open_element(w, "node");
        attribute_view(w, "id", n->nodes[i].key);
        data(w, "n_label", n->nodes[i].label.s);
        data(w, "n_code", n->nodes[i].code.s);
        data(w, "n_sector", n->nodes[i].sector.s);
        data_number(w, "n_events", n->nodes[i].events);
        close_element(w);
    }
    for (size_t i = 0; i < n->n_edges; i++)
        graphml_edge(w, n, i);
    close_element(w);
    close_element(w);
}

bool bd_export_net_end(exporting *x, bede_error *err) {
    xmlOutputBuffer *out = xmlOutputBufferCreateIO(to_put, no_close, x, NULL);
    xmlTextWriter *w = out ? xmlNewTextWriter(out) : NULL;
    if (!w) {
        if (out)
            xmlOutputBufferClose(out);
        return bd_fail(err, "export", "no memory for the network");
    }
    xmlTextWriterSetIndent(w, 1);
    xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
    if (x->graphml)
        graphml(w, net_of(x));
    else
        gexf(w, net_of(x));
    bool ok = xmlTextWriterEndDocument(w) >= 0;
    xmlFreeTextWriter(w);
    return ok || bd_fail(err, "export", "the network cannot be written");
}

void bd_export_net_free(exporting *x) {
    if (!x->net)
        return;
    bd_arena own = x->net->arena;
    x->net = NULL;
    bd_arena_free(&own);
}
