/* SPDX-License-Identifier: Apache-2.0 */
/* Events of a store for people: a table of what was found, one event with its reports. */
#include "cli/cli.h"

#include <jansson.h>
#include <libsmartcols.h>
#include <stdlib.h>

/* ORDER FOUND: the order in which out_found_new() makes them. */
enum { WHEN, WHAT, WHO, WHOM, WHERE, TOLD, WORDS, ID, COLUMNS };

struct out_found {
    struct libscols_table *cols;
    bool colour;
    size_t n;
};

out_found *out_found_new(bool colour) {
    static const struct {
        const char *name;
        double width;
        int flags;
    } columns[COLUMNS] = {{"when", 10, 0},
                          {"what", 12, SCOLS_FL_WRAP},
                          {"who", 0.2, SCOLS_FL_WRAP},
                          {"to whom", 0.2, SCOLS_FL_WRAP},
                          {"where", 0.12, SCOLS_FL_WRAP},
                          {"told by", 7, SCOLS_FL_RIGHT},
                          {"words", 0.25, SCOLS_FL_WRAP},
                          {"event", 16, 0}};
    out_found *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->colour = colour;
    t->cols = scols_new_table();
    for (size_t i = 0; t->cols && i < COLUMNS; i++) {
        struct libscols_column *c =
            scols_table_new_column(t->cols, columns[i].name, columns[i].width, columns[i].flags);
        if (c && columns[i].flags & SCOLS_FL_WRAP) {
            scols_column_set_wrapfunc(c, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
            scols_column_set_safechars(c, "\n");
        }
    }
    if (!t->cols) {
        free(t);
        return NULL;
    }
    scols_table_set_column_separator(t->cols, "  ");
    scols_table_enable_colors(t->cols, colour);
    return t;
}

/* Growing text of one cell; what is too long is cut. */
typedef struct cell {
    char s[600];
    size_t n;
} cell;

static void add(cell *c, bede_view v) {
    size_t n = v.n < sizeof c->s - 1 - c->n ? v.n : sizeof c->s - 1 - c->n;
    while (n < v.n && n && ((unsigned char)v.s[n] & 0xC0) == 0x80)
        n--;
    for (size_t i = 0; i < n; i++)
        c->s[c->n++] = v.s[i] == '\n' && v.n > 1 ? ' ' : v.s[i];
    c->s[c->n] = '\0';
}

static void add_z(cell *c, const char *s) {
    add(c, bd_view_z(s));
}

static const char *const MARKS[] = {"future", "hypothetical", "denied", "historical"};

static void what(cell *c, const bede_found *e) {
    add(c, e->type);
    if (e->mode.n) {
        add_z(c, "\n");
        add(c, e->mode);
    }
    for (int i = 0; i < 4; i++)
        if (e->aux >> i & 1) {
            add_z(c, "\n");
            add_z(c, "(");
            add_z(c, MARKS[i]);
            add_z(c, ")");
        }
}

static void parties(cell *c, const bede_found_party *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            add_z(c, "\n");
        add(c, p[i].code.n ? p[i].code : bd_view_z("---"));
        add_z(c, " ");
        add(c, p[i].sector);
        add_z(c, " ");
        add(c, p[i].name.n ? p[i].name : p[i].text);
    }
}

static const char *colour_of(int quad) {
    static const char *const by_quad[] = {"", "cyan", "green", "yellow", "red"};
    return by_quad[quad >= 0 && quad <= 4 ? quad : 0];
}

void out_found_add(out_found *t, const bede_found *e) {
    struct libscols_line *line = scols_table_new_line(t->cols, NULL);
    cell c[COLUMNS] = {0};
    if (!line)
        return;
    add(&c[WHEN], e->date);
    what(&c[WHAT], e);
    parties(&c[WHO], e->actors, e->n_actors);
    parties(&c[WHOM], e->recipients, e->n_recipients);
    if (e->has_place) {
        add(&c[WHERE], e->place);
        if (e->country.n) {
            add_z(&c[WHERE], ", ");
            add(&c[WHERE], e->country);
        }
    }
    snprintf(c[TOLD].s, sizeof c[TOLD].s, "%lld", (long long)e->n_sources);
    if (e->n_told)
        add(&c[WORDS], e->mentions[0].trigger);
    add(&c[ID], e->id);
    for (size_t i = 0; i < COLUMNS; i++)
        scols_line_set_data(line, i, c[i].s);
    struct libscols_cell *type = scols_line_get_cell(line, WHAT);
    if (t->colour && type)
        scols_cell_set_color(type, colour_of(e->quad));
    t->n++;
}

void out_found_print(out_found *t, FILE *out, bool whole) {
    if (!t)
        return;
    if (whole && t->n) {
        scols_table_set_stream(t->cols, out);
        scols_table_reduce_termwidth(t->cols, 0);
        scols_print_table(t->cols);
    } else if (whole) {
        fputs("no events\n", out);
    }
    scols_unref_table(t->cols);
    free(t);
}

void out_group(FILE *out, const char *by, const bede_group *g) {
    json_t *o = json_object();
    json_object_set_new(o, by, json_stringn_nocheck(g->key.s, g->key.n));
    if (g->other.n)
        json_object_set_new(o, !strcmp(by, "dyad") ? "with" : "country",
                            json_stringn_nocheck(g->other.s, g->other.n));
    json_object_set_new(o, "events", json_integer(g->n));
    json_object_set_new(o, "sources", json_integer(g->n_sources));
    json_object_set_new(o, "goldstein", json_real(g->goldstein));
    json_dumpf(o, out, JSON_COMPACT | JSON_REAL_PRECISION(6));
    fputc('\n', out);
    json_decref(o);
}
