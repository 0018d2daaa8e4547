/* SPDX-License-Identifier: Apache-2.0 */
/* A table of events for people, drawn by libsmartcols. */
#include "cli/cli.h"

#include <libsmartcols.h>
#include <stdlib.h>

/* ORDER COLUMN: the order in which new_table() makes them. */
enum { WHEN, WHAT, WHO, WHOM, WHERE, WORDS, SAID_BY, RULE };

struct out_table {
    struct libscols_table *cols;
    bool colour;
    size_t n_events, n_pages;
    bede_view title;
    char head[512];
};

/* Cells that wrap also break where they hold a line break. */
static void add_column(struct libscols_table *table, const char *name, double width, int flags) {
    struct libscols_column *c = scols_table_new_column(table, name, width, flags);
    if (c && flags & SCOLS_FL_WRAP) {
        scols_column_set_wrapfunc(c, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
        scols_column_set_safechars(c, "\n");
    }
}

out_table *out_table_new(bool colour) {
    static const struct {
        const char *name;
        double width;
        int flags;
    } columns[] = {{"when", 10, 0},
                   {"what", 12, SCOLS_FL_WRAP},
                   {"who", 0.2, SCOLS_FL_WRAP},
                   {"to whom", 0.2, SCOLS_FL_WRAP},
                   {"where", 0.1, SCOLS_FL_WRAP},
                   {"words", 0.12, SCOLS_FL_WRAP},
                   {"said by", 0.12, SCOLS_FL_WRAP},
                   {"rule", 0.15, SCOLS_FL_TRUNC}};
    out_table *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->colour = colour;
    t->cols = scols_new_table();
    for (size_t i = 0; t->cols && i < sizeof columns / sizeof *columns; i++)
        add_column(t->cols, columns[i].name, columns[i].width, columns[i].flags);
    if (t->cols) {
        scols_table_set_column_separator(t->cols, "  ");
        scols_table_enable_colors(t->cols, colour);
    }
    return t;
}

/* Growing text for one cell. */
typedef struct cell {
    char s[400];
    size_t n;
} cell;

static void add(cell *c, const char *s, size_t n) {
    if (n > sizeof c->s - 1 - c->n) {
        n = sizeof c->s - 1 - c->n;
        while (n && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--; /* not in the middle of a code point */
    }
    memcpy(c->s + c->n, s, n);
    c->n += n;
    c->s[c->n] = '\0';
}

static void add_z(cell *c, const char *s) {
    add(c, s, strlen(s));
}

/* Line breaks inside a span would break the table. */
static void add_span(cell *c, const bede_article *a, bede_span s) {
    size_t from = c->n;
    add(c, a->text.s + s.start, s.end - s.start);
    for (size_t i = from; i < c->n; i++)
        if (c->s[i] == '\n')
            c->s[i] = ' ';
}

static void parties(cell *c, const bede_article *a, const bede_party *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            add_z(c, "\n");
        if (list[i].who.code[0] || list[i].who.sector[0]) {
            add_z(c, list[i].who.code[0] ? list[i].who.code : "---");
            add_z(c, " ");
            add_z(c, list[i].who.sector);
            add_z(c, " ");
        }
        add_span(c, a, list[i].span);
    }
}

static const char *colour_of(bede_event_type type) {
    static const char *const by_quad[] = {"", "cyan", "green", "yellow", "red"};
    return by_quad[bede_event_quad(type)];
}

static void what(cell *c, const bede_event *e) {
    static const char *const marks[] = {"future", "hypothetical", "denied", "historical"};
    add_z(c, bede_event_name(e->type));
    if (e->mode.n) {
        add_z(c, "\n");
        add(c, e->mode.s, e->mode.n);
    }
    for (int i = 0; i < 4; i++)
        if (e->aux & (1 << i)) {
            add_z(c, "\n(");
            add_z(c, marks[i]);
            add_z(c, ")");
        }
}

static void set(struct libscols_line *line, size_t column, const cell *c) {
    scols_line_set_data(line, column, c->s);
}

static void add_event(out_table *t, const bede_article *a, const bede_event *e) {
    struct libscols_line *line = scols_table_new_line(t->cols, NULL);
    if (!line)
        return;
    cell c[RULE + 1] = {0};
    char day[11];
    bede_date_format(e->dates.from, day);
    add_z(&c[WHEN], day);
    what(&c[WHAT], e);
    parties(&c[WHO], a, e->actors, e->n_actors);
    parties(&c[WHOM], a, e->recipients, e->n_recipients);
    if (e->place < a->n_places) {
        const bede_place *p = &a->places[e->place];
        add_span(&c[WHERE], a, p->span);
        if (p->country[0]) {
            add_z(&c[WHERE], ", ");
            add_z(&c[WHERE], p->country);
        }
    }
    add_span(&c[WORDS], a, e->trigger);
    if (e->said_by < a->n_mentions)
        add_span(&c[SAID_BY], a, a->mentions[e->said_by].span);
    add(&c[RULE], e->rule.s ? e->rule.s : "", e->rule.n);
    for (size_t i = 0; i <= RULE; i++)
        set(line, i, &c[i]);
    struct libscols_cell *type = scols_line_get_cell(line, WHAT);
    if (t->colour && type)
        scols_cell_set_color(type, colour_of(e->type));
    t->n_events++;
}

void out_table_add(out_table *t, const bede_article *a) {
    char day[11];
    if (!t || !t->cols)
        return;
    bede_date_format(a->published, day);
    bede_view title = a->title.n ? a->title : a->name;
    snprintf(t->head, sizeof t->head, "%.*s%s%s", (int)(title.n > 300 ? 300 : title.n), title.s,
             day[0] ? "  ·  " : "", day);
    for (size_t i = 0; i < a->n_events; i++)
        add_event(t, a, &a->events[i]);
    t->n_pages++;
}

void out_table_print(out_table *t, FILE *out) {
    if (!t)
        return;
    if (t->cols) {
        fprintf(out, t->colour ? "\033[1m%s\033[0m\n" : "%s\n", t->head);
        if (t->n_events) {
            scols_table_set_stream(t->cols, out);
            scols_table_reduce_termwidth(t->cols, 0);
            scols_print_table(t->cols);
        } else {
            fputs("no events\n", out);
        }
        fputc('\n', out);
        scols_unref_table(t->cols);
    }
    free(t);
}
