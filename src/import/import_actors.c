/* SPDX-License-Identifier: Apache-2.0 */
/* Actor and agent dictionaries. */
#include "import/import_int.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- dates ------------------------------------------------------------------------------------
 */

/* YYYYMMDD or YYMMDD, 31 and more the last century. */
static bool read_day(bede_view v, char out[11]) {
    char s[9] = {0};
    if (v.n != 6 && v.n != 8)
        return false;
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] < '0' || v.s[i] > '9')
            return false;
    if (v.n == 6) {
        bool old = v.s[0] > '3' || (v.s[0] == '3' && v.s[1] > '0');
        memcpy(s, old ? "19" : "20", 2);
        memcpy(s + 2, v.s, 6);
    } else {
        memcpy(s, v.s, 8);
    }
    snprintf(out, 11, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
    bede_date d;
    return bede_date_parse(out, &d);
}

typedef struct term {
    import_who who;
    char from[11], to[11];
} term;

/* "<date", ">date", "date-date" behind a code. */
static bool read_span(bede_view v, term *t) {
    v = bd_view_trim(v);
    if (!v.n)
        return true;
    if (v.s[0] == '<')
        return read_day(bd_view_trim(bd_view_part(v, 1, v.n)), t->to);
    if (v.s[0] == '>')
        return read_day(bd_view_trim(bd_view_part(v, 1, v.n)), t->from);
    size_t dash = bd_view_find(v, "-", 0);
    return dash != SIZE_MAX && read_day(bd_view_trim(bd_view_part(v, 0, dash)), t->from) &&
           read_day(bd_view_trim(bd_view_part(v, dash + 1, v.n)), t->to) &&
           strcmp(t->from, t->to) <= 0;
}

/* ---- records ----------------------------------------------------------------------------------
 */

enum { MAX_TERMS = 64 };

typedef struct record {
    bede_view name, raw;
    char *aliases;
    size_t n_aliases, cap;
    term terms[MAX_TERMS];
    size_t n, line;
    bool coded; /* a code was there, of use or not */
} record;

static void put_record(bd_import *im, const record *r, const char *sector) {
    if (!r->name.n)
        return;
    if (!r->n && !sector) {
        if (!r->coded)
            import_lost(im, r->line, "no code", r->name);
        return;
    }
    for (size_t i = 0; i < (r->n ? r->n : 1); i++) {
        const term *t = &r->terms[i];
        import_putf(im, "%.*s\t", (int)r->name.n, r->name.s);
        import_put(im, bd_view(r->aliases, r->n_aliases));
        import_putf(im, "\t%s\t%s\t%s\t%s\t%s\n", sector ? "" : t->who.code,
                    sector ? "" : t->who.country, sector ? sector : t->who.sector,
                    sector ? "" : t->from, sector ? "" : t->to);
        im->entries++;
        if (sector)
            break; /* groups of faith and people have no country here */
    }
}

static void add_alias(bd_import *im, record *r, bede_view phrase) {
    enum { MAX_ALIASES = 60000 }; /* bytes of one entry's */
    bede_view name = import_name(im, phrase, false), rest, part;
    if (r->n_aliases > MAX_ALIASES) {
        import_lost(im, r->line, "too many names", phrase);
        return;
    }
    if (!name.n || bd_view_eq(name, r->name))
        return;
    rest = bd_view(r->aliases, r->n_aliases);
    while (r->n_aliases && bd_view_split(&rest, '|', &part))
        if (bd_view_eq(part, name))
            return;
    while (r->n_aliases + name.n + 1 > r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 256;
        char *more = bd_arena_alloc(im->arena, cap);
        if (r->n_aliases)
            memcpy(more, r->aliases, r->n_aliases);
        r->aliases = more;
        r->cap = cap;
    }
    if (r->n_aliases)
        r->aliases[r->n_aliases++] = '|';
    memcpy(r->aliases + r->n_aliases, name.s, name.n);
    r->n_aliases += name.n;
}

static void add_code(bd_import *im, record *r, bede_view inside, size_t line, bool by_codes) {
    bede_view rest = bd_view_trim(inside), code = rest;
    size_t blank = 0;
    while (blank < rest.n && rest.s[blank] != ' ' && rest.s[blank] != '\t')
        blank++;
    code = bd_view_part(rest, 0, blank);
    r->coded = true;
    term t = {0};
    if (!by_codes)
        return;
    if (!import_code(im, code, &t.who))
        import_lost(im, line, "code unknown to PLOVER", inside);
    else if (!read_span(bd_view_part(rest, blank, rest.n), &t))
        import_lost(im, line, "dates that are none", inside);
    else if (r->n == MAX_TERMS)
        import_lost(im, line, "too many terms", inside);
    else {
        if (t.who.lost[0])
            import_lost(im, line, "detail of the code dropped", bd_view_z(t.who.lost));
        r->terms[r->n++] = t;
    }
}

/* The phrase before '[' and what stands in the brackets; s NULL if there are none. */
static bede_view cut_code(bede_view line, bede_view *inside) {
    size_t open = bd_view_find(line, "[", 0);
    *inside = (bede_view){0};
    if (open == SIZE_MAX)
        return bd_view_trim(line);
    size_t close = bd_view_find(line, "]", open);
    *inside = bd_view_part(line, open + 1, close == SIZE_MAX ? line.n : close);
    return bd_view_trim(bd_view_part(line, 0, open));
}

void bd_import_actors(bd_import *im, bede_view text, const char *sector) {
    import_lines l = {.rest = text};
    bede_view line, inside;
    record *r = bd_arena_alloc(im->arena, sizeof *r);
    import_putf(im, "# Made from %s by bede import; see there for its terms.\n", im->file);
    import_putf(im, "name\taliases\tcode\tcountry\tsector\tfrom\tto\n");
    while (import_next(im, &l, &line)) {
        if (!bd_view_trim(line).n)
            continue;
        bede_view phrase = cut_code(line, &inside);
        if (phrase.n && phrase.s[0] != '+') {
            put_record(im, r, sector);
            *r = (record){.raw = phrase, .line = l.number};
            r->name = import_name(im, phrase, false);
        } else if (!r->name.n) {
            import_lost(im, l.number, "belongs to no entry", bd_view_trim(line));
            continue;
        } else if (phrase.n) {
            add_alias(im, r, bd_view_part(phrase, 1, phrase.n));
        }
        if (inside.s)
            add_code(im, r, inside, l.number, !sector);
    }
    put_record(im, r, sector);
}

/* ---- agents -----------------------------------------------------------------------------------
 */

typedef struct marker {
    bede_view name, list; /* "!PERSON!" and "MAN, MEN, ..." */
} marker;

static const char *kind_of(bede_view phrase, bool no_plural) {
    static const char *const bodies[] = {"ministry",  "department", "agency",
                                         "court",     "parliament", "council",
                                         "committee", "office",     "commission"};
    static const char *const groups[] = {"army", "force", "forces",     "police",
                                         "navy", "party", "government", "militia"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (bd_view_ends(phrase, bodies[i]))
            return "body";
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (bd_view_ends(phrase, groups[i]))
            return "group";
    return no_plural ? "group" : "person";
}

static void put_role(bd_import *im, bede_view phrase, bede_view plural, const char *sector) {
    bool none = bd_view_is(plural, "-");
    import_putf(im, "%.*s\t%.*s\t%s\t%s\n", (int)phrase.n, phrase.s, (int)plural.n,
                plural.s ? plural.s : "", sector, kind_of(phrase, none));
    im->entries++;
}

/* CONGRESS!PERSON! once for each of the marker's words. */
static void put_marked(bd_import *im, bede_view phrase, size_t at, const marker *m,
                       const char *sector) {
    bede_view list = m->list, part;
    while (bd_view_split(&list, ',', &part)) {
        part = bd_view_trim(part);
        char *text = bd_arena_alloc(im->arena, phrase.n + part.n + 1);
        size_t rest = at + m->name.n;
        memcpy(text, phrase.s, at);
        memcpy(text + at, part.s, part.n);
        memcpy(text + at + part.n, phrase.s + rest, phrase.n - rest);
        bede_view all = bd_view(text, phrase.n - m->name.n + part.n);
        put_role(im, import_name(im, all, true), BD_LIT("-"), sector);
    }
}

static void read_agent(bd_import *im, bede_view line, size_t number, const marker *markers,
                       size_t n_markers) {
    bede_view inside, plural = {0}, phrase = cut_code(line, &inside);
    import_who w;
    char code[64];
    size_t n = 0;
    for (size_t i = 0; inside.s && i < inside.n && n + 1 < sizeof code; i++)
        if (inside.s[i] != '~' && inside.s[i] > ' ')
            code[n++] = inside.s[i];
    size_t open = bd_view_find(phrase, "{", 0);
    if (open != SIZE_MAX) {
        size_t close = bd_view_find(phrase, "}", open);
        plural = bd_view_trim(bd_view_part(phrase, open + 1, close == SIZE_MAX ? phrase.n : close));
        plural = plural.n ? import_name(im, plural, true) : BD_LIT("-");
        phrase = bd_view_trim(bd_view_part(phrase, 0, open));
    }
    if (!inside.s || !import_code(im, bd_view(code, n), &w) || !w.sector[0]) {
        import_lost(im, number, inside.s ? "code unknown to PLOVER" : "no code", line);
        return;
    }
    if (w.lost[0])
        import_lost(im, number, "detail of the code dropped", bd_view_z(w.lost));
    size_t mark = bd_view_find(phrase, "!", 0);
    for (size_t i = 0; mark != SIZE_MAX && i < n_markers; i++) {
        size_t at = bd_view_find(phrase, "!", 0);
        if (phrase.n - at >= markers[i].name.n &&
            bd_view_eq(bd_view_part(phrase, at, at + markers[i].name.n), markers[i].name)) {
            put_marked(im, phrase, at, &markers[i], w.sector);
            return;
        }
    }
    if (mark != SIZE_MAX)
        import_lost(im, number, "a marker !...! that is not defined", phrase);
    else
        put_role(im, import_name(im, phrase, true), plural, w.sector);
}

void bd_import_agents(bd_import *im, bede_view text) {
    import_lines l = {.rest = text};
    bede_view line;
    marker markers[32];
    size_t n = 0;
    im->countries = NULL; /* MUS is Muslims here, not Mauritius */
    import_putf(im, "# Made from %s by bede import; see there for its terms.\n", im->file);
    import_putf(im, "phrase\tplural\tsector\tkind\n");
    while (import_next(im, &l, &line)) {
        line = bd_view_trim(line);
        size_t eq = bd_view_find(line, "=", 0);
        if (!line.n)
            continue;
        if (line.s[0] == '!' && eq != SIZE_MAX && bd_view_find(line, "[", 0) == SIZE_MAX) {
            if (n < sizeof markers / sizeof *markers)
                markers[n++] = (marker){bd_view_trim(bd_view_part(line, 0, eq)),
                                        bd_view_trim(bd_view_part(line, eq + 1, line.n))};
            else
                import_lost(im, l.number, "too many markers", line);
            continue;
        }
        read_agent(im, line, l.number, markers, n);
    }
}
