/* SPDX-License-Identifier: Apache-2.0 */
/* What a mention says of a deed, and what several say together. */
#include "store/same.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/utf8.h"

/* Kinds of acts that are never one event stand apart although their type is one. */
static uint8_t group_of(bede_event_type type, bede_view mode, bede_view cameo) {
    static const struct {
        uint8_t type;
        const char *mode, *cameo; /* one of them; the CAMEO code by its beginning */
        uint8_t group;
    } APART[] = {
        {BEDE_CONSULT, "phone", "041", 1},     {BEDE_CONSULT, "third-party", "045", 0},
        {BEDE_RETREAT, "release", "0841", 1},  {BEDE_RETREAT, "return", "0842", 1},
        {BEDE_RETREAT, "withdraw", "0874", 2}, {BEDE_RETREAT, "resign", "0831", 3},
        {BEDE_RETREAT, "disarm", "0873", 4},   {BEDE_RETREAT, "ceasefire", "0871", 5},
        {BEDE_CONCEDE, "", "0871", 5},         {BEDE_RETREAT, "access", "086", 6},
        {BEDE_PROTEST, "strike", "143", 1},    {BEDE_PROTEST, "hunger", "142", 2},
        {BEDE_PROTEST, "boycott", "", 3},      {BEDE_MOBILIZE, "weapons", "", 1},
        {BEDE_COERCE, "arrest", "173", 1},     {BEDE_COERCE, "deport", "174", 2},
        {BEDE_SANCTION, "expel", "166", 2},    {BEDE_COERCE, "seize", "171", 3},
        {BEDE_COERCE, "cyber", "176", 4},      {BEDE_COERCE, "misinformation", "", 5},
        {BEDE_ASSAULT, "abduct", "181", 1},    {BEDE_ASSAULT, "crowd-control", "175", 2},
        {BEDE_ASSAULT, "beat", "182", 2},      {BEDE_ASSAULT, "sexual", "1821", 3},
        {BEDE_ASSAULT, "torture", "1822", 3},
    };
    for (size_t i = 0; i < sizeof APART / sizeof *APART; i++)
        if (APART[i].type == (uint8_t)type &&
            ((mode.n && bd_view_is(mode, APART[i].mode)) ||
             (!mode.n && APART[i].cameo[0] && bd_view_starts(cameo, APART[i].cameo))))
            return APART[i].group;
    return 0;
}

/* Acts that were done count apart from those that were not, are to come, or are imagined. */
uint8_t bd_deed_family(bede_event_type type, bede_view mode, bede_view cameo, uint8_t aux) {
    /* Yielding in word and deed, sending away by either name: one kind of act. */
    static const uint8_t KIN[BEDE_EVENT_TYPES] = {
        [BEDE_AGREE] = 0,     [BEDE_CONSULT] = 1,   [BEDE_SUPPORT] = 2,  [BEDE_CONCEDE] = 3,
        [BEDE_COOPERATE] = 4, [BEDE_AID] = 5,       [BEDE_RETREAT] = 3,  [BEDE_REQUEST] = 6,
        [BEDE_ACCUSE] = 7,    [BEDE_REJECT] = 8,    [BEDE_THREATEN] = 9, [BEDE_PROTEST] = 10,
        [BEDE_SANCTION] = 11, [BEDE_MOBILIZE] = 12, [BEDE_COERCE] = 11,  [BEDE_ASSAULT] = 13};
    uint8_t kin = KIN[(unsigned)type < BEDE_EVENT_TYPES ? type : 0];
    uint8_t group = group_of(type, mode, cameo);
    /* Coercion and sanctions are one kin only where somebody is sent away (group 2). */
    if (type == BEDE_SANCTION && group == 0)
        kin = 14;
    uint8_t stands = aux & BEDE_AUX_NEGATION       ? 1
                     : aux & BEDE_AUX_HYPOTHETICAL ? 2
                     : aux & BEDE_AUX_FUTURE       ? 3
                                                   : 0;
    /* Groups above 0 of what is not done are told apart by their words alone. */
    return stands ? (uint8_t)(1 + 15 * 7 + kin * 3 + stands - 1) : (uint8_t)(1 + kin * 7 + group);
}

static void copy_text(char *out, bede_view v) {
    size_t n = v.n < BD_DEED_NAME_BYTES ? v.n : BD_DEED_NAME_BYTES - 1;
    while (n < v.n && n > 0 && ((unsigned char)v.s[n] & 0xC0) == 0x80)
        n--;
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)v.s[i] < ' ' || v.s[i] == '|' ? ' ' : v.s[i];
    out[n] = '\0';
}

static bool from_persons(bede_view source) {
    return bd_view_starts(source, "data/world/leaders") ||
           bd_view_starts(source, "data/world/ministers") ||
           bd_view_starts(source, "data/world/politicians");
}

static bool is_person(const bede_article *a, const bede_party *p) {
    if (!p->who.name.n)
        return false;
    if (p->who.office.n)
        return true;
    if (p->mention == UINT32_MAX)
        return false;
    const bede_mention *m = &a->mentions[p->mention];
    if (from_persons(m->source))
        return true;
    for (uint32_t i = 0; i < p->mention; i++)
        if (a->mentions[i].entity == m->entity && from_persons(a->mentions[i].source))
            return true;
    return false;
}

static void add_party(bd_deed *d, const bede_article *a, const bede_party *p, uint8_t role) {
    if (d->n_parties >= BD_DEED_PARTIES)
        return;
    bd_deed_party *q = &d->parties[d->n_parties++];
    copy_text(q->name, p->who.name);
    copy_text(q->office, p->who.office);
    memcpy(q->code, p->who.code, sizeof q->code);
    memcpy(q->country, p->who.country, sizeof q->country);
    memcpy(q->sector, p->who.sector, sizeof q->sector);
    q->flags = role | (is_person(a, p) ? BD_PARTY_PERSON : 0);
    static const char *const anybody[] = {"CVL", "UNK", "UAF", ""};
    for (size_t i = 0; !q->name[0] && i < sizeof anybody / sizeof *anybody; i++)
        if (!strcmp(q->sector, anybody[i]))
            q->flags |= BD_PARTY_VAGUE;
}

/* The day is told if words of the sentence say it, or if it is not the article's own. */
static bool is_told(const bede_article *a, const bede_event *e) {
    bede_date d = e->dates.from, p = a->published;
    if (d.year != p.year || d.month != p.month || d.day != p.day)
        return true;
    for (size_t i = 0; i < a->n_times; i++) {
        const bede_time *t = &a->times[i];
        if (t->sentence == e->sentence && t->dates.precision == BEDE_DAY &&
            t->dates.from.day == d.day && t->dates.from.month == d.month)
            return true;
    }
    return false;
}

/* News come up to two days late. */
enum { LATE = 2 };

static void set_day(bd_deed *d, const bede_article *a, const bede_event *e) {
    const bede_dates *w = &e->dates;
    if (w->from.year == 0)
        return;
    bd_deed_day *day = &d->days[d->n_days++];
    *day = (bd_deed_day){.lo = bd_day_number(w->from), .n = 1, .told = is_told(a, e)};
    day->hi = w->to.year ? bd_day_number(w->to) : day->lo;
    bede_date last = w->to.year ? w->to : w->from;
    if (last.month == 0)
        day->hi = bd_day_number((bede_date){(int16_t)(last.year + 1), 1, 1}) - 1;
    else if (last.day == 0)
        day->hi = bd_day_number(bd_day_add_months((bede_date){last.year, last.month, 1}, 1)) - 1;
    if (day->hi < day->lo)
        day->hi = day->lo;
    if (!day->told)
        day->lo -= LATE;
}

static void set_place(bd_deed *d, const bede_place *p, bool near) {
    bd_deed_place *q = &d->places[d->n_places++];
    copy_text(q->name, p->name);
    memcpy(q->country, p->country, sizeof q->country);
    q->lat = p->lat;
    q->lon = p->lon;
    q->kind = p->kind;
    q->near = near;
}

/* Where nothing is said the town of the first lines may be it, never the dateline of a capital:
 * only a town that the text names behind it counts. */
static const bede_place *near_place(const bede_article *a) {
    for (size_t i = 0; i < a->n_places; i++) {
        const bede_place *p = &a->places[i];
        if (p->kind != BEDE_PLACE_CITY || p->sentence > 4)
            continue;
        for (size_t k = i + 1; k < a->n_places; k++)
            if (bd_view_eq(a->places[k].name, p->name) && a->places[k].sentence <= 6)
                return p;
    }
    return NULL;
}

/* The words of names, without those of parties that dictionaries know: "Mercy Hospital". */
static void set_names(bd_deed *d, const bede_article *a, uint32_t sentence) {
    const bede_sentence *s = &a->sentences[sentence];
    for (size_t i = 0; i < a->n_names; i++) {
        const bede_name *n = &a->names[i];
        if (n->first < s->first_word || n->last >= s->first_word + s->n_words)
            continue;
        for (uint32_t w = n->first; w <= n->last && d->n_names < BD_DEED_NAMES; w++) {
            char folded[64];
            bede_span at = a->words[w].span;
            bede_view v = bd_view(a->text.s + at.start, at.end - at.start);
            size_t len = v.n < 20 ? bd_utf8_fold(v, folded, sizeof folded) : 0;
            uint32_t h = (uint32_t)bd_hash(folded, len, 0);
            bool known = len < 4;
            for (int k = 0; k < d->n_names; k++)
                known |= d->names[k] == h;
            if (!known)
                d->names[d->n_names++] = h;
        }
    }
}

void bd_deed_of(const bede_article *a, const bede_event *e, bd_deed *d) {
    *d = (bd_deed){.type = (uint8_t)e->type, .aux = e->aux};
    d->family = bd_deed_family(e->type, e->mode, bd_view_z(e->cameo), e->aux);
    for (size_t i = 0; i < e->n_actors; i++)
        add_party(d, a, &e->actors[i], BD_PARTY_ACTOR);
    for (size_t i = 0; i < e->n_recipients; i++)
        add_party(d, a, &e->recipients[i], BD_PARTY_RECIPIENT);
    set_day(d, a, e);
    const bede_place *near = NULL;
    if (e->place < a->n_places)
        set_place(d, &a->places[e->place], false);
    else if ((near = near_place(a)) != NULL)
        set_place(d, near, true);
    if (e->sentence < a->n_sentences)
        set_names(d, a, e->sentence);
}

static void join_party(bd_deed *d, const bd_deed_party *p) {
    for (int i = 0; i < d->n_parties; i++) {
        bd_deed_party *q = &d->parties[i];
        bool same = !strcmp(q->name, p->name) && !strcmp(q->code, p->code) &&
                    !strcmp(q->sector, p->sector) && (p->name[0] || !strcmp(q->office, p->office));
        if (same) {
            q->flags |= p->flags;
            return;
        }
    }
    if (d->n_parties < BD_DEED_PARTIES)
        d->parties[d->n_parties++] = *p;
}

static void join_day(bd_deed *d, const bd_deed_day *p) {
    for (int i = 0; i < d->n_days; i++)
        if (d->days[i].lo == p->lo && d->days[i].hi == p->hi && d->days[i].told == p->told) {
            d->days[i].n = (uint16_t)(d->days[i].n + p->n < 60000 ? d->days[i].n + p->n : 60000);
            return;
        }
    if (d->n_days < BD_DEED_DAYS)
        d->days[d->n_days++] = *p;
}

static void join_place(bd_deed *d, const bd_deed_place *p) {
    for (int i = 0; i < d->n_places; i++) {
        bd_deed_place *q = &d->places[i];
        if (!strcmp(q->name, p->name) && !strcmp(q->country, p->country)) {
            q->near = q->near && p->near;
            return;
        }
    }
    if (d->n_places < BD_DEED_PLACES)
        d->places[d->n_places++] = *p;
}

void bd_deed_join(bd_deed *d, const bd_deed *more) {
    for (int i = 0; i < more->n_parties; i++)
        join_party(d, &more->parties[i]);
    for (int i = 0; i < more->n_days; i++)
        join_day(d, &more->days[i]);
    for (int i = 0; i < more->n_places; i++)
        join_place(d, &more->places[i]);
    for (int i = 0; i < more->n_names; i++) {
        bool known = d->n_names >= BD_DEED_NAMES;
        for (int k = 0; k < d->n_names && !known; k++)
            known = d->names[k] == more->names[i];
        if (!known)
            d->names[d->n_names++] = more->names[i];
    }
    for (int i = 0; i < more->n_stories; i++) {
        bool known = d->n_stories >= BD_DEED_STORIES;
        for (int k = 0; k < d->n_stories && !known; k++)
            known = d->stories[k] == more->stories[i];
        if (!known)
            d->stories[d->n_stories++] = more->stories[i];
    }
}

/* The day that most mentions tell; words before what is taken from the article's day, days before
 * weeks and months; among equals the first. */
static const bd_deed_day *best_day(const bd_deed *d) {
    const bd_deed_day *best = NULL;
    for (int i = 0; i < d->n_days; i++) {
        const bd_deed_day *x = &d->days[i];
        if (!best) {
            best = x;
            continue;
        }
        int exact = (x->told && x->lo == x->hi) - (best->told && best->lo == best->hi);
        if (exact > 0 || (exact == 0 && x->n > best->n))
            best = x;
    }
    return best;
}

bool bd_deed_span(const bd_deed *d, int32_t *lo, int32_t *hi) {
    const bd_deed_day *best = best_day(d);
    if (!best)
        return false;
    *lo = best->lo;
    *hi = best->hi;
    return true;
}
