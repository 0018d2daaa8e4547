/* SPDX-License-Identifier: Apache-2.0 */
/* What a user means by a party: a code, a sector, the name of a country or of anybody. */
#include "store/find_int.h"

static const char *const SECTORS[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP",
                                      "REB", "PRM", "UAF", "UNK", "CVL", "BUS", "CRM", "EDU",
                                      "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "AGR"};

static bool is_sector(bede_view v) {
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (bd_view_is(v, SECTORS[i]))
            return true;
    return false;
}

static bool is_capitals(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] < 'A' || v.s[i] > 'Z')
            return false;
    return v.n > 0;
}

/* RUS of "RUS", "RUSGOV" and "Russia"; empty if the term is none of these. */
static bede_view code_of(bede_view term, bede_view *sector) {
    *sector = (bede_view){0};
    if (is_capitals(term) && term.n == 3 && !is_sector(term))
        return term;
    if (is_capitals(term) && term.n == 6 &&
        (is_sector(bd_view_part(term, 3, 6)) || bd_view_is(bd_view_part(term, 3, 6), "IGO") ||
         bd_view_is(bd_view_part(term, 3, 6), "NGO"))) {
        *sector = bd_view_part(term, 3, 6);
        return bd_view_part(term, 0, 3);
    }
    return bd_view_z(bd_country_code(term));
}

bool find_by_code(bede_view terms) {
    bede_view term, sector;
    bool any = false;
    while (bd_view_split(&terms, ',', &term)) {
        term = bd_view_trim(term);
        if (!term.n)
            continue;
        if (!code_of(term, &sector).n || sector.n)
            return false;
        any = true;
    }
    return any;
}

/* "%term%", with what LIKE takes for a wild card made harmless. */
static bede_view anywhere(bd_arena *arena, bede_view term) {
    char *s = bd_arena_alloc(arena, term.n * 2 + 2);
    size_t n = 0;
    s[n++] = '%';
    for (size_t i = 0; i < term.n; i++) {
        if (term.s[i] == '%' || term.s[i] == '_' || term.s[i] == '\\')
            s[n++] = '\\';
        s[n++] = term.s[i];
    }
    s[n++] = '%';
    return bd_view(s, n);
}

static void of_actor(find_sql *q, const char *alias, const char *column, bede_view value) {
    find_say(q, alias);
    find_say(q, ".actor IN (SELECT id FROM actors WHERE ");
    find_say(q, column);
    find_text(q, value);
    find_say(q, ")");
}

static void one(find_sql *q, const char *alias, bede_view term) {
    bede_view sector, code = code_of(term, &sector);
    if (is_capitals(term) && term.n == 3 && is_sector(term)) {
        of_actor(q, alias, "sector = ", term);
    } else if (code.n) {
        find_say(q, alias);
        find_say(q, ".code = ");
        find_text(q, code);
        if (sector.n) {
            find_say(q, " AND ");
            of_actor(q, alias, "sector = ", sector);
        }
    } else {
        find_say(q, alias);
        find_say(q, ".actor IN (SELECT id FROM actors WHERE name LIKE ");
        find_text(q, anywhere(q->arena, term));
        find_say(q, " ESCAPE '\\')");
    }
}

void find_party(find_sql *q, const char *alias, bede_view terms) {
    bede_view term;
    const char *between = "(";
    while (bd_view_split(&terms, ',', &term)) {
        term = bd_view_trim(term);
        if (!term.n)
            continue;
        find_say(q, between);
        one(q, alias, term);
        between = " OR ";
    }
    find_say(q, *between == '(' ? "1" : ")");
}
