/* SPDX-License-Identifier: Apache-2.0 */
/* The user's own dictionaries, laid over the built-in ones. */
#include "bede_int.h"

#include "base/error.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdio.h>

/* ---- cells ------------------------------------------------------------------------------------
 */

static bool is_code(bede_view v) {
    if (v.n != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (v.s[i] < 'A' || v.s[i] > 'Z')
            return false;
    return true;
}

static bool is_among(bede_view v, const char *list) {
    char word[16];
    if (v.n == 0 || v.n > 8)
        return false;
    snprintf(word, sizeof word, " %.*s ", (int)v.n, v.s);
    return strstr(list, word) != NULL;
}

static bool is_date(bede_view v) {
    char text[16];
    bede_date d;
    if (v.n >= sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", (int)v.n, v.s);
    return bede_date_parse(text, &d);
}

const char *bd_cell_fault(bede_view column, bede_view v) {
    static const char sectors[] =
        " GOV MIL COP JUD LEG SPY PTY OPP REB PRM UAF UNK CVL BUS CRM EDU "
        "ELI JRN LAB MED REF REL SOC AGR IGO NGO - ";
    static const char kinds[] = " person group body people thing title vague outlet place ";
    if (v.n == 0)
        return NULL;
    if (bd_view_is(column, "code"))
        return is_code(v) || bd_view_is(v, "-") ? NULL : "no code of three capital letters";
    if (bd_view_is(column, "country"))
        return is_code(v) ? NULL : "no code of three capital letters";
    if (bd_view_is(column, "sector"))
        return is_among(v, sectors) ? NULL : "no sector of PLOVER";
    if (bd_view_is(column, "kind"))
        return is_among(v, kinds) ? NULL
                                  : "none of person, group, body, people, thing, title, vague, "
                                    "outlet, place";
    if (bd_view_is(column, "from") || bd_view_is(column, "to"))
        return is_date(v) ? NULL : "no date (YYYY-MM-DD, YYYY-MM or YYYY)";
    return NULL;
}

/* ---- lines ------------------------------------------------------------------------------------
 */

enum { MAX_COLS = 64 };

typedef struct sieve {
    bede_view columns[MAX_COLS];
    size_t n;
    bool roles;
    const char *file;
    bd_report *report;
} sieve;

static const char *read_header(sieve *s, bede_view row) {
    bede_view cell;
    bool name = false, code = false, sector = false;
    while (s->n < MAX_COLS && bd_view_split(&row, '\t', &cell)) {
        cell = bd_view_trim(cell);
        s->columns[s->n++] = cell;
        name |= bd_view_is(cell, "name");
        s->roles |= bd_view_is(cell, "phrase");
        code |= bd_view_is(cell, "code");
        sector |= bd_view_is(cell, "sector");
    }
    if (s->roles ? sector : name && code)
        return NULL;
    return "the header row must name the columns, cut by tabs: name and code (actors), or phrase "
           "and sector (roles)";
}

/* True if the row can be taken. Says what is wrong otherwise. */
static bool sound_row(const sieve *s, bede_view row, size_t line) {
    bede_view cell, from = {0}, to = {0};
    size_t n = 0;
    if (!bd_utf8_valid(row)) {
        bd_report_line(s->report, s->file, line, "line left out: not valid UTF-8");
        return false;
    }
    bool coded = s->roles;
    for (; bd_view_split(&row, '\t', &cell) && n < s->n; n++) {
        cell = bd_view_trim(cell);
        const char *why = bd_cell_fault(s->columns[n], cell);
        if (why) {
            bd_report_line(s->report, s->file, line, "line left out: \"%.*s\" in column %.*s is %s",
                           (int)(cell.n > 80 ? 80 : cell.n), cell.s, (int)s->columns[n].n,
                           s->columns[n].s, why);
            return false;
        }
        coded |=
            cell.n && (bd_view_is(s->columns[n], "code") || bd_view_is(s->columns[n], "sector"));
        if (bd_view_is(s->columns[n], "from"))
            from = cell;
        if (bd_view_is(s->columns[n], "to"))
            to = cell;
    }
    const char *why = !coded ? "neither a code nor a sector"
                      : from.n && to.n && bd_view_cmp(from, to) > 0 &&
                              !(to.n < from.n && bd_view_eq(bd_view_part(from, 0, to.n), to))
                          ? "it ends before it begins"
                          : NULL;
    if (why)
        bd_report_line(s->report, s->file, line, "line left out: %s", why);
    return !why;
}

/* The text with its bad lines made comments, so that the numbers of the others stay. */
static bool sift(bd_arena *a, sieve *s, bede_view text, bede_view *out, bede_error *err) {
    char *copy = bd_arena_copy(a, text.s, text.n);
    if (!copy)
        return bd_fail(err, s->file, "no memory");
    *out = bd_view(copy, text.n);
    bede_view rest = *out, row;
    bool bom = bd_view_starts(rest, "\xef\xbb\xbf");
    if (bom)
        rest = *out = bd_view_part(rest, 3, rest.n);
    for (size_t line = 1; bd_view_split(&rest, '\n', &row); line++) {
        if (!bd_view_trim(row).n || row.s[0] == '#')
            continue;
        if (s->n == 0) {
            const char *why = read_header(s, row);
            if (why)
                return bd_fail_line(err, s->file, line, "%s", why);
        } else if (!sound_row(s, row, line)) {
            copy[row.s - copy] = '#';
        }
    }
    return true;
}

long bede_add_actors(bede_knowledge *know, const char *name, bede_view text, bede_say *say,
                     void *ctx, bede_error *err) {
    bd_report report = {say, ctx, 0};
    jmp_buf full;
    bd_arena_guard(&know->arena, &full);
    if (setjmp(full)) {
        bd_fail(err, name, "no memory for its entries");
        return -1;
    }
    sieve *s = bd_arena_alloc(&know->arena, sizeof *s);
    s->file = bd_arena_copy(&know->arena, name, strlen(name));
    s->report = &report;
    bede_view sifted, bytes;
    bool ok = sift(&know->arena, s, text, &sifted, err) &&
              bd_table_build(&know->arena, s->file, sifted, NULL, bd_sentence_cut_phrase, NULL,
                             &bytes, &report, err) &&
              bd_who_add(&know->who, bd_view_z(s->file), bytes, err);
    return ok ? (long)report.n : -1;
}
