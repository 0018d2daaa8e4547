/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries looked over: cells that say nothing, entries given twice, forestalled, at odds. */
#include "bede_int.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

/* One way to write one entry. */
typedef struct entry {
    int table;
    uint32_t row;
    int column;
    bede_view written;
    uint32_t next; /* 1 + an earlier one of the same words */
} entry;

/* A dictionary as this file sees it; in the order in which the reader asks them. */
typedef struct book {
    const bd_table *t;
    bede_view file;
    bool person, roles, own, countries;
    int name, code, country, sector, office, from, to;
} book;

enum { MAX_BOOKS = BD_WHO_ALL + BD_WHO_MAX_USER + 1 };

typedef struct desk {
    bd_arena arena;
    book books[MAX_BOOKS];
    int n_books;
    entry *entries;
    size_t n, cap;
    bd_map words;
    bede_view only; /* complain of this file alone; empty: of all */
    bede_say *say;
    void *ctx;
    long faults;
} desk;

static void tell(desk *d, int table, uint32_t row, const char *what) {
    const book *b = &d->books[table];
    if (d->only.n && !bd_view_eq(b->file, d->only))
        return;
    if (strncmp(what, "note: ", 6) != 0)
        d->faults++;
    if (d->say)
        d->say(d->ctx, b->file.s, bd_table_line(b->t, row), what);
}

static bede_view cell(const book *b, uint32_t row, int column) {
    return bd_table_cell(b->t, row, column);
}

/* ---- cells ------------------------------------------------------------------------------------
 */

static void look_at_cells(desk *d, int table) {
    static const char *const columns[] = {"code", "country", "sector", "from", "to", "kind"};
    const book *b = &d->books[table];
    char text[256];
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        int col = bd_table_column(b->t, columns[i]);
        for (uint32_t row = 0; col >= 0 && row < b->t->n_rows; row++) {
            bede_view v = cell(b, row, col);
            const char *why = bd_cell_fault(bd_view_z(columns[i]), v);
            if (!why)
                continue;
            snprintf(text, sizeof text, "\"%.*s\" in column %s is %s", (int)(v.n > 80 ? 80 : v.n),
                     v.s, columns[i], why);
            tell(d, table, row, text);
        }
    }
}

/* ---- dates ------------------------------------------------------------------------------------
 */

static bede_date date_of(const book *b, uint32_t row, int column) {
    bede_view v = cell(b, row, column);
    char text[16];
    bede_date d;
    snprintf(text, sizeof text, "%.*s", (int)(v.n < 15 ? v.n : 15), v.s ? v.s : "");
    return v.n && bede_date_parse(text, &d) ? d : (bede_date){0};
}

/* Surely before, as far as both are known: 2014 is not before 2014-05. */
static bool before(bede_date a, bede_date b) {
    if (a.year != b.year)
        return a.year < b.year;
    if (!a.month || !b.month || a.month != b.month)
        return a.month && b.month && a.month < b.month;
    return a.day && b.day && a.day < b.day;
}

static bool overlap(const book *x, uint32_t i, const book *y, uint32_t k) {
    bede_date from = date_of(x, i, x->from), to = date_of(x, i, x->to),
              from2 = date_of(y, k, y->from), to2 = date_of(y, k, y->to);
    return (!from.year || !to2.year || before(from, to2)) &&
           (!from2.year || !to.year || before(from2, to));
}

static void look_at_dates(desk *d, int table) {
    const book *b = &d->books[table];
    for (uint32_t row = 0; row < b->t->n_rows; row++) {
        bede_date from = date_of(b, row, b->from), to = date_of(b, row, b->to);
        if (from.year && to.year && before(to, from))
            tell(d, table, row, "ends before it begins");
    }
}

/* ---- two entries of the same words --------------------------------------------------------------
 */

static bool same_cell(const book *x, uint32_t i, int col, const book *y, uint32_t k, int col2) {
    return bd_view_eq(cell(x, i, col), cell(y, k, col2));
}

static bool same_who(const book *x, uint32_t i, const book *y, uint32_t k) {
    return same_cell(x, i, x->code, y, k, y->code) && same_cell(x, i, x->sector, y, k, y->sector) &&
           (same_cell(x, i, x->country, y, k, y->country) || !cell(x, i, x->country).n ||
            !cell(y, k, y->country).n);
}

/* How much text an entry fits: an acronym only itself, a name one with a capital, else any. */
static int breadth(bede_view v) {
    size_t n;
    bool low = false;
    for (size_t i = 0; i < v.n; i++)
        low |= v.s[i] >= 'a' && v.s[i] <= 'z';
    if (!low && v.n <= 6)
        return 0;
    return v.n && bd_cp_upper(bd_utf8_get(v, 0, &n)) ? 1 : 2;
}

static const char *who_text(const book *b, uint32_t row, char *out, size_t cap) {
    bede_view code = cell(b, row, b->code), sector = cell(b, row, b->sector),
              name = cell(b, row, b->name);
    snprintf(out, cap, "%.*s:%u %.*s (%.*s %.*s)", (int)b->file.n, b->file.s,
             bd_table_line(b->t, row), (int)(name.n < 60 ? name.n : 60), name.s, (int)code.n,
             code.s, (int)sector.n, sector.s);
    return out;
}

static void tell_pair(desk *d, const entry *e, const entry *old, const char *how) {
    char other[300], text[480];
    who_text(&d->books[old->table], old->row, other, sizeof other);
    snprintf(text, sizeof text, "%s: \"%.*s\" is also %s", how,
             (int)(e->written.n < 80 ? e->written.n : 80), e->written.s, other);
    tell(d, e->table, e->row, text);
}

/* Persons may have many rows; what is wrong is two of them for one day that say different things.
 */
static void compare_persons(desk *d, const entry *e, const entry *old) {
    const book *x = &d->books[e->table], *y = &d->books[old->table];
    bool same = same_cell(x, e->row, x->name, y, old->row, y->name);
    bool is_name = bd_view_eq(e->written, cell(x, e->row, x->name));
    if ((same && !is_name) || !overlap(x, e->row, y, old->row))
        return;
    if (same && same_cell(x, e->row, x->office, y, old->row, y->office) &&
        same_who(x, e->row, y, old->row))
        tell_pair(d, e, old, "given twice");
    else if (!same_cell(x, e->row, x->code, y, old->row, y->code) ||
             (e->table == old->table && same &&
              !same_cell(x, e->row, x->sector, y, old->row, y->sector) &&
              same_cell(x, e->row, x->from, y, old->row, y->from)))
        tell_pair(d, e, old, "contradictory");
}

static void compare(desk *d, const entry *e, const entry *old) {
    const book *x = &d->books[e->table], *y = &d->books[old->table];
    bool same_words = bd_view_eq(e->written, old->written);
    if (e->table == old->table && e->row == old->row) {
        if (same_words && e->column == old->column)
            tell_pair(d, e, old, "written twice");
        return;
    }
    if (x->own && !y->own) { /* over the built-in ones: that is its purpose */
        if (same_words && same_who(x, e->row, y, old->row) && !x->person)
            tell_pair(d, e, old, "note: nothing new");
        return;
    }
    if (x->person && y->person) {
        if (same_words)
            compare_persons(d, e, old);
    } else if (x->own || e->table == old->table) {
        if (same_words && overlap(x, e->row, y, old->row))
            tell_pair(d, e, old,
                      same_who(x, e->row, y, old->row) ? "given twice" : "contradictory");
    } else if (x->countries && same_cell(x, e->row, x->code, y, old->row, y->country)) {
        return; /* where things happen is told by this table alone */
    } else if (breadth(old->written) >= breadth(e->written)) {
        tell_pair(d, e, old, "never found");
    }
}

/* ---- all names ----------------------------------------------------------------------------------
 */

static void add_phrase(desk *d, int table, uint32_t row, int column, bede_view v) {
    if (!v.n || v.n > 400)
        return;
    char *folded = bd_arena_alloc(&d->arena, v.n * 2 + 8);
    bede_view key = bd_view(folded, bd_utf8_fold(v, folded, v.n * 2 + 8));
    uint32_t *first = bd_map_put(&d->words, key, 0);
    d->entries = bd_arena_grow(&d->arena, d->entries, d->n, &d->cap, sizeof *d->entries);
    entry *e = &d->entries[d->n++];
    *e = (entry){table, row, column, v, *first};
    enum { MOST = 200 }; /* names of one spelling: beyond it no more complaints */
    int n = 0;
    for (uint32_t at = *first; at && n < MOST; at = d->entries[at - 1].next, n++)
        compare(d, e, &d->entries[at - 1]);
    *first = (uint32_t)d->n;
}

static void read_names(desk *d, int table) {
    static const char *const columns[] = {"name",   "aliases", "names",           "adjectives",
                                          "people", "capital", "capital_aliases", "phrase",
                                          "plural"};
    const bd_table *t = d->books[table].t;
    int col[sizeof columns / sizeof *columns];
    bool country = bd_table_column(t, "names") >= 0;
    for (size_t i = 0; i < sizeof col / sizeof *col; i++)
        col[i] = bd_table_column(t, columns[i]);
    for (uint32_t row = 0; row < t->n_rows; row++)
        for (size_t i = country ? 1 : 0; i < sizeof col / sizeof *col; i++) {
            bede_view list = bd_table_cell(t, row, col[i]), part;
            if (bd_view_is(list, "-"))
                continue;
            /* A name that is among its own aliases is written twice too. */
            while (bd_view_split(&list, '|', &part))
                add_phrase(d, table, row, i == 1 ? col[0] : col[i], bd_view_trim(part));
        }
}

static void add_book(desk *d, const bd_table *t, bede_view file, bool person, bool own) {
    if (!t->n_rows)
        return;
    bool roles = bd_table_column(t, "phrase") >= 0;
    d->books[d->n_books++] = (book){.t = t,
                                    .file = file,
                                    .person = person,
                                    .roles = roles,
                                    .own = own,
                                    .countries = bd_table_column(t, "names") >= 0,
                                    .name = bd_table_column(t, roles ? "phrase" : "name"),
                                    .code = bd_table_column(t, "code"),
                                    .country = bd_table_column(t, "country"),
                                    .sector = bd_table_column(t, "sector"),
                                    .office = bd_table_column(t, "office"),
                                    .from = bd_table_column(t, "from"),
                                    .to = bd_table_column(t, "to")};
}

static void find_books(desk *d, const bd_who *w) {
    for (int i = 0; i < w->n_tables; i++)
        add_book(d, &w->tables[i], w->file[i],
                 i <= BD_WHO_POLITICIANS ||
                     (i >= BD_WHO_TABLES && bd_table_column(&w->tables[i], "office") >= 0),
                 i >= BD_WHO_TABLES);
    add_book(d, &w->roles, BD_LIT("data/en/roles.tsv"), false, false);
    for (int i = 0; i < w->n_user_roles; i++)
        add_book(d, &w->user_roles[i], w->user_roles_file[i], false, true);
}

static bool look(desk *d, const bd_who *who, size_t *n_rows) {
    jmp_buf full;
    bd_arena_guard(&d->arena, &full);
    if (setjmp(full))
        return false;
    find_books(d, who);
    for (int pass = 0; pass < 2; pass++) { /* names, then roles: they do not meet */
        bd_map_init(&d->words, &d->arena);
        for (int i = 0; i < d->n_books; i++) {
            if (d->books[i].roles != (pass == 1))
                continue;
            if (!d->only.n || bd_view_eq(d->books[i].file, d->only)) {
                *n_rows += d->books[i].t->n_rows;
                look_at_cells(d, i);
                look_at_dates(d, i);
            }
            read_names(d, i);
        }
    }
    for (int i = 0; i < d->n_books; i++)
        if (!d->only.n || bd_view_eq(d->books[i].file, d->only))
            return true;
    return false;
}

long bede_check_tables(const bede_knowledge *know, const char *name, size_t *n_rows, bede_say *say,
                       void *ctx, bede_error *err) {
    desk *d = calloc(1, sizeof *d);
    *n_rows = 0;
    if (!d) {
        bd_fail(err, name, "no memory");
        return -1;
    }
    bd_arena_init(&d->arena, 0);
    d->only = bd_view_z(name);
    d->say = say;
    d->ctx = ctx;
    bool ok = look(d, &know->who, n_rows);
    long faults = d->faults;
    bd_arena_free(&d->arena);
    free(d);
    if (ok)
        return faults;
    bd_fail(err, name ? name : "dictionaries", "no dictionary of this name is loaded");
    return -1;
}

/* ---- counts
 * --------------------------------------------------------------------------------------- */

static size_t persons_in(const bd_who *w) {
    bd_arena a;
    bd_map names;
    jmp_buf full;
    bd_arena_init(&a, 0);
    bd_arena_guard(&a, &full);
    bd_map_init(&names, &a);
    if (!setjmp(full)) {
        for (int t = 0; t <= BD_WHO_POLITICIANS; t++)
            for (uint32_t row = 0; row < w->tables[t].n_rows; row++)
                bd_map_put(&names, bd_table_cell(&w->tables[t], row, w->name[t]), 1);
    }
    bd_arena_free(&a);
    return names.n;
}

bede_counts bede_count(const bede_knowledge *know) {
    const bd_who *w = &know->who;
    bd_what_counts rules = bd_what_count(&know->what);
    bede_counts c = {.rule_files = rules.files,
                     .rules = rules.rules,
                     .triggers = rules.triggers,
                     .sets = rules.sets,
                     .persons = persons_in(w),
                     .agencies = w->tables[BD_WHO_AGENCIES].n_rows,
                     .organisations = w->tables[BD_WHO_ORGANISATIONS].n_rows,
                     .armed_groups = w->tables[BD_WHO_ARMED].n_rows,
                     .parties = w->tables[BD_WHO_PARTIES].n_rows,
                     .outlets = w->tables[BD_WHO_OUTLETS].n_rows,
                     .peoples = w->tables[BD_WHO_ETHNIC].n_rows,
                     .countries = w->tables[BD_WHO_COUNTRIES].n_rows,
                     .roles = w->roles.n_rows,
                     .names = w->roles.n_phrases};
    for (int t = 0; t <= BD_WHO_POLITICIANS; t++)
        c.terms += w->tables[t].n_rows;
    for (int t = 0; t < w->n_tables; t++) {
        c.names += w->tables[t].n_phrases;
        c.own += t >= BD_WHO_TABLES ? w->tables[t].n_rows : 0;
    }
    for (int t = 0; t < w->n_user_roles; t++)
        c.own += w->user_roles[t].n_rows;
    return c;
}
