/* SPDX-License-Identifier: Apache-2.0 */
/* The conditions of a query.
 *
 * Where a party is asked for by code, the index of codes, roles and days finds the events and all
 * else is looked up; SQLite's planner, which knows no statistics of a store that grows, is not
 * asked. */
#include "store/find_int.h"

void find_say(find_sql *q, const char *sql) {
    size_t n = strlen(sql);
    if (q->n + n + 1 > q->cap) {
        size_t cap = (q->n + n + 1) * 2;
        char *s = bd_arena_alloc(q->arena, cap);
        if (q->n)
            memcpy(s, q->s, q->n);
        q->s = s;
        q->cap = cap;
    }
    memcpy(q->s + q->n, sql, n + 1);
    q->n += n;
}

static void bind(find_sql *q, find_bind b) {
    if (q->n_binds == FIND_BINDS) {
        q->wrong = "asks for too much at once";
        find_say(q, "NULL");
        return;
    }
    q->binds[q->n_binds++] = b;
    find_say(q, "?");
}

void find_text(find_sql *q, bede_view v) {
    bind(q, (find_bind){.text = bd_view(v.s ? v.s : "", v.n)});
}

void find_number(find_sql *q, double x) {
    bind(q, (find_bind){.number = x});
}

sqlite3_stmt *find_prepare(bede_store *s, const find_sql *q, bede_error *err) {
    sqlite3_stmt *out = bd_store_prepare(s, q->s, err);
    for (int i = 0; out && i < q->n_binds; i++) {
        if (q->binds[i].text.s)
            bd_bind_view(out, i + 1, q->binds[i].text);
        else
            sqlite3_bind_double(out, i + 1, q->binds[i].number);
    }
    return out;
}

/* ---- lists of values ------------------------------------------------------------------------- */

static void list_of(find_sql *q, const char *column, const char *values, const char *op,
                    const char *suffix) {
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND (";
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        if (!v.n)
            continue;
        find_say(q, between);
        find_say(q, column);
        find_say(q, op);
        find_text(q, v);
        find_say(q, suffix);
        between = " OR ";
    }
    if (between[1] == 'O')
        find_say(q, ")");
}

static bool is_type(bede_view v) {
    for (int i = 0; i < BEDE_EVENT_TYPES; i++)
        if (bd_view_is(v, bede_event_name((bede_event_type)i)))
            return true;
    return false;
}

static void types(find_sql *q, const char *values) {
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND e.type IN (";
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        if (!is_type(v))
            q->wrong = "there is no such type; the types are those of the codebook, in capitals";
        find_say(q, between);
        find_text(q, v);
        between = ", ";
    }
    if (between[0] == ',')
        find_say(q, ")");
}

/* CAMEO codes by how they begin: a range, which an index could serve. */
static void cameo(find_sql *q, const char *values) {
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND (";
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        if (!v.n)
            continue;
        char *end = bd_arena_copy(q->arena, v.s, v.n);
        end[v.n - 1]++;
        find_say(q, between);
        find_say(q, "(e.cameo >= ");
        find_text(q, v);
        find_say(q, " AND e.cameo < ");
        find_text(q, bd_view(end, v.n));
        find_say(q, ")");
        between = " OR ";
    }
    if (between[1] == 'O')
        find_say(q, ")");
}

static void aux(find_sql *q, const char *values) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND (";
    while (bd_view_split(&rest, ',', &v)) {
        int bit = bd_view_is(v, "none") ? 0 : -1;
        for (int i = 0; i < 4; i++)
            if (bd_view_is(v, names[i]))
                bit = 1 << i;
        if (bit < 0)
            q->wrong = "aux is future, hypothetical, negation, historical or none";
        find_say(q, between);
        find_say(q, bit ? "e.aux & " : "e.aux = ");
        find_number(q, bit);
        between = " OR ";
    }
    if (between[1] == 'O')
        find_say(q, ")");
}

/* Modes and contexts are joined with ";" in their cells. */
static void member(find_sql *q, const char *column, const char *values) {
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND (";
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        find_say(q, between);
        find_say(q, "instr(';' || ");
        find_say(q, column);
        find_say(q, " || ';', ';' || ");
        find_text(q, v);
        find_say(q, " || ';') > 0");
        between = " OR ";
    }
    if (between[1] == 'O')
        find_say(q, ")");
}

/* ---- where, who says so, in which words ------------------------------------------------------ */

static void place(find_sql *q, const char *values) {
    bede_view rest = bd_view_z(values), v;
    const char *between = " AND e.place IN (SELECT id FROM places WHERE ";
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        bool code = v.n == 3 && bd_is_country(v);
        const char *named = bd_country_code(v);
        find_say(q, between);
        find_say(q, code || *named ? "country = " : "name = ");
        find_text(q, *named ? bd_view_z(named) : v);
        find_say(q, code || *named ? "" : " COLLATE NOCASE");
        between = " OR ";
    }
    if (between[1] == 'O')
        find_say(q, ")");
}

static void box(find_sql *q, const bede_query *what) {
    if (what->north == 0 && what->south == 0 && what->east == 0 && what->west == 0)
        return;
    if (what->north <= what->south || what->north > 90 || what->south < -90 || what->west < -180 ||
        what->east > 180 || what->west == what->east) {
        q->wrong = "the box is south, west, north, east in degrees";
        return;
    }
    find_say(q, " AND e.place IN (SELECT id FROM places WHERE lat BETWEEN ");
    find_number(q, what->south);
    find_say(q, " AND ");
    find_number(q, what->north);
    /* A box may lie across the date line. */
    find_say(q, what->west < what->east ? " AND (lon >= " : " AND (lon >= ");
    find_number(q, what->west);
    find_say(q, what->west < what->east ? " AND lon <= " : " OR lon <= ");
    find_number(q, what->east);
    find_say(q, "))");
}

/* Every word for itself, what stands in quotation marks as one: nothing of FTS5's own language. */
static bede_view to_match(bd_arena *arena, bede_view words) {
    char *out = bd_arena_alloc(arena, words.n * 4 + 4);
    size_t n = 0;
    bool inside = false, quoted = false;
    for (size_t i = 0; i < words.n; i++) {
        char c = words.s[i];
        bool blank = c == ' ' || c == '\t' || c == '\n';
        if (c == '"') {
            if (inside)
                out[n++] = '"', out[n++] = ' ';
            inside = false;
            quoted = !quoted;
            continue;
        }
        if (blank && !quoted) {
            if (inside)
                out[n++] = '"', out[n++] = ' ';
            inside = false;
            continue;
        }
        if (!inside)
            out[n++] = '"';
        inside = true;
        out[n++] = c;
    }
    if (inside)
        out[n++] = '"';
    return bd_view(out, n);
}

static void words(find_sql *q, const char *given) {
    bede_view match = to_match(q->arena, bd_view_z(given));
    if (!match.n)
        return;
    find_say(q, " AND e.id IN (SELECT m.event FROM sentence_words w JOIN sentences s ON s.id = "
                "w.rowid JOIN mentions m ON m.article = s.article AND m.sentence = s.id WHERE "
                "sentence_words MATCH ");
    find_text(q, match);
    find_say(q, " UNION SELECT m.event FROM title_words t JOIN mentions m ON m.article = t.rowid "
                "WHERE title_words MATCH ");
    find_text(q, match);
    find_say(q, ")");
}

void find_word_rows(find_sql *q, const char *given, bool titles) {
    bede_view match = to_match(q->arena, bd_view_z(given));
    find_say(q, titles ? "SELECT rowid FROM title_words WHERE "
                       : "SELECT rowid FROM sentence_words WHERE ");
    if (!match.n) {
        find_say(q, "1");
        return;
    }
    find_say(q, titles ? "title_words MATCH " : "sentence_words MATCH ");
    find_text(q, match);
}

static void source(find_sql *q, const char *values) {
    if (!*values)
        return;
    find_say(q, " AND EXISTS (SELECT 1 FROM mentions m JOIN articles a ON a.id = m.article JOIN "
                "outlets o ON o.id = a.outlet WHERE m.event = e.id");
    list_of(q, "o.name", values, " = ", " COLLATE NOCASE");
    find_say(q, ")");
}

static void days(find_sql *q, const char *column, const bede_query *what) {
    char buf[11];
    if (what->since.year) {
        bede_date_format(what->since, buf);
        find_say(q, " AND ");
        find_say(q, column);
        find_say(q, " >= ");
        find_text(q, bd_view(bd_arena_copy(q->arena, buf, strlen(buf)), strlen(buf)));
    }
    if (what->until.year) {
        bede_date_format(what->until, buf);
        find_say(q, " AND ");
        find_say(q, column);
        find_say(q, " <= ");
        find_text(q, bd_view(bd_arena_copy(q->arena, buf, strlen(buf)), strlen(buf)));
    }
}

/* ---- parties --------------------------------------------------------------------------------- */

static const char *given(const char *s) {
    return s && *s ? s : NULL;
}

/* The events of one side's codes, from the index alone. */
static void side(find_sql *q, const bede_query *what, const char *terms, const char *role) {
    find_say(q, "SELECT DISTINCT p.event FROM event_parties p WHERE ");
    find_party(q, "p", bd_view_z(terms));
    find_say(q, role);
    days(q, "p.date", what);
}

static bool coded(const char *terms) {
    return terms && *terms && find_by_code(bd_view_z(terms));
}

/* "(SELECT ... codes ... INTERSECT ...) f CROSS JOIN events e": the order in which to look. */
static void drive(find_sql *q, const bede_query *what) {
    static const char any[] = " AND p.role IN ('A', 'R')";
    const struct {
        const char *terms, *role;
    } sides[] = {{what->who, " AND p.role = 'A'"},
                 {what->whom, " AND p.role = 'R'"},
                 {what->either, any},
                 {what->against, any}};
    const char *between = "(";
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        if (!coded(sides[i].terms))
            continue;
        find_say(q, between);
        side(q, what, sides[i].terms, sides[i].role);
        between = " INTERSECT ";
    }
    find_say(q, *between == '(' ? "events e" : ") f CROSS JOIN events e ON e.id = f.event");
}

static void has_party(find_sql *q, const char *terms, const char *role) {
    find_say(q, " AND EXISTS (SELECT 1 FROM event_parties p WHERE p.event = e.id AND ");
    find_party(q, "+p", bd_view_z(terms)); /* "+": by the event, never by an index of codes */
    find_say(q, role);
    find_say(q, ")");
}

/* Two sides, either way round: one acts on the other, or both act together. */
static void dyad(find_sql *q, const char *one, const char *other) {
    find_say(q, " AND EXISTS (SELECT 1 FROM event_parties p JOIN event_parties r ON r.event = "
                "p.event AND (r.role <> p.role OR r.seq <> p.seq) WHERE p.event = e.id AND ");
    find_party(q, "+p", bd_view_z(one));
    find_say(q, " AND ");
    find_party(q, "+r", bd_view_z(other));
    find_say(q, " AND (p.role <> r.role OR NOT EXISTS (SELECT 1 FROM event_parties x WHERE x.event "
                "= e.id AND x.role = 'R')))");
}

static void by_actor(find_sql *q, const char *column, const char *values) {
    find_say(q, " AND EXISTS (SELECT 1 FROM event_parties p JOIN actors c ON c.id = p.actor WHERE "
                "p.event = e.id");
    list_of(q, column, values, " = ", "");
    find_say(q, ")");
}

/* "Lebanon", "LBN" -> "LBN" */
static const char *country_codes(bd_arena *arena, const char *values) {
    bede_view rest = bd_view_z(values), v;
    char *out = bd_arena_alloc(arena, strlen(values) * 2 + 8);
    size_t n = 0;
    while (bd_view_split(&rest, ',', &v)) {
        v = bd_view_trim(v);
        const char *code = bd_country_code(v);
        bede_view use = *code ? bd_view_z(code) : v;
        memcpy(out + n, use.s, use.n);
        n += use.n;
        out[n++] = ',';
    }
    out[n] = '\0';
    return out;
}

void find_actors(find_sql *q, find_of of, const char *terms) {
    find_say(q, "SELECT p.actor FROM (SELECT id AS actor, code, country, sector FROM actors) p "
                "WHERE 1");
    if (of == FIND_COUNTRY)
        list_of(q, "p.country", country_codes(q->arena, terms), " = ", "");
    else if (of == FIND_SECTOR)
        list_of(q, "p.sector", terms, " = ", "");
    else {
        find_say(q, " AND ");
        find_party(q, "p", bd_view_z(terms));
    }
}

/* "RUS:IRN" as either and against. */
static bede_query sides_apart(find_sql *q, const bede_query *what) {
    bede_query out = *what;
    if (!given(what->dyad))
        return out;
    const char *colon = strchr(what->dyad, ':');
    if (!colon || colon == what->dyad || !colon[1] || given(what->either) || given(what->against)) {
        q->wrong = "a dyad is two sides joined with \":\", and leaves no room for another side";
        return out;
    }
    out.either = bd_arena_copy(q->arena, what->dyad, (size_t)(colon - what->dyad));
    out.against = colon + 1;
    return out;
}

bool find_from(find_sql *q, const bede_query *asked) {
    const bede_query apart = sides_apart(q, asked), *what = &apart;
    const char *who = given(what->who), *whom = given(what->whom), *either = given(what->either),
               *against = given(what->against);
    if (against && !either)
        q->wrong = "one side of a dyad is missing";
    find_say(q, " FROM ");
    drive(q, what);
    find_say(q, " LEFT JOIN places pl ON pl.id = e.place WHERE 1");
    if (who && !coded(who))
        has_party(q, who, " AND p.role = 'A'");
    if (whom && !coded(whom))
        has_party(q, whom, " AND p.role = 'R'");
    if (either && against)
        dyad(q, either, against);
    else if (either && !coded(either))
        has_party(q, either, "");
    if (given(what->type))
        types(q, what->type);
    days(q, "e.date", what);
    if (what->quad) {
        if (what->quad < 1 || what->quad > 4)
            q->wrong = "the quad class is 1 to 4";
        find_say(q, " AND e.quad = ");
        find_number(q, what->quad);
    }
    if (given(what->cameo))
        cameo(q, what->cameo);
    if (given(what->aux))
        aux(q, what->aux);
    if (given(what->mode))
        member(q, "e.mode", what->mode);
    if (given(what->context))
        member(q, "e.context", what->context);
    if (what->min_sources > 1) {
        find_say(q, " AND e.n_sources >= ");
        find_number(q, what->min_sources);
    }
    if (given(what->sector))
        by_actor(q, "c.sector", what->sector);
    if (given(what->country))
        by_actor(q, "c.country", country_codes(q->arena, what->country));
    if (given(what->place))
        place(q, what->place);
    box(q, what);
    if (given(what->source))
        source(q, what->source);
    if (given(what->words))
        words(q, what->words);
    return !q->wrong;
}
