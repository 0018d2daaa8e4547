/* SPDX-License-Identifier: Apache-2.0 */
/* Weighing two deeds: what speaks for their being one, what against it, and in which words. */
#include "store/same.h"

#include "base/day.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* The weights. Set on reports of twelve events, tests/store/identity. */
static const float NAMED = 3.0F, /* the same person */
    NAMED_BODY = 2.5F,           /* the same body, movement, country by name */
    SAME_OFFICE = 2.5F,          /* "the president" of the same country */
    SAME_CODE = 2.0F,            /* the same code and sector */
    NEAR_CODE = 1.5F,            /* the same code; the sector is broader or not told */
    VAGUE = 1.0F,                /* "people", "gunmen" of the same country */
    UNKNOWN = 0.5F,              /* one of them has no code */
    OTHER_PERSON = -2.0F,        /* two persons of one country */
    OTHER_SIDE = -1.0F,          /* parties known on both sides and none shared */
    SAME_DAY = 2.0F, MAYBE_DAY = 1.0F, NEXT_DAY = -0.5F, SAME_WEEK = 0.5F, SAME_TOWN = 2.0F,
                   NEAR_TOWN = 1.0F, SAME_COUNTRY = 0.5F, OTHER_TOWN = -2.0F, SAME_NAMES = 0.5F,
                   MOST_NAMES = 1.5F, /* each word, all words */
    STORY = 6.0F, MOST_STORY = BD_SAME_STORY, NO_STORY = 0.12F;

typedef struct scale {
    const bd_deed *a, *b;
    bd_same *out;
    size_t n; /* bytes of out->why */
} scale;

static void __attribute__((format(printf, 3, 4)))
add(scale *s, float weight, const char *format, ...) {
    s->out->sum += weight;
    if (!format)
        return;
    char buf[160];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1;
    if (s->n + len + 3 > BD_SAME_WHY)
        return;
    if (s->n) {
        memcpy(s->out->why + s->n, ", ", 2);
        s->n += 2;
    }
    memcpy(s->out->why + s->n, buf, len);
    s->n += len;
    s->out->why[s->n] = '\0';
}

/* ---- parties ------------------------------------------------------------------------------ */

/* Sectors in one set may be two words for one party. */
static bool kin_sectors(const char *a, const char *b) {
    static const char *const sets[] = {"GOV MIL COP SPY UNK", "PTY OPP LEG ELI CVL",
                                       "REB UAF PRM UNK CRM",
                                       "CVL OPP UNK SOC LAB EDU JUD MED ELI"};
    if (!a[0] || !b[0])
        return true;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strstr(sets[i], a) && strstr(sets[i], b))
            return true;
    return false;
}

static bool state_sector(const char *s) {
    return !s[0] || !strcmp(s, "GOV") || !strcmp(s, "MIL") || !strcmp(s, "COP") ||
           !strcmp(s, "SPY");
}

/* How well two parties can be one: below 0 they cannot. */
static float match(const bd_deed_party *p, const bd_deed_party *q) {
    bool named = p->name[0] && q->name[0], persons = p->flags & q->flags & BD_PARTY_PERSON;
    if (named && !strcmp(p->name, q->name))
        return persons ? NAMED : NAMED_BODY;
    bool code = p->code[0] && !strcmp(p->code, q->code);
    if (named && persons)
        return code ? OTHER_PERSON : -1;
    if (!p->code[0] || !q->code[0]) {
        bool other = p->country[0] && q->country[0] && strcmp(p->country, q->country) != 0;
        return !other && kin_sectors(p->sector, q->sector) ? UNKNOWN : -1;
    }
    if (!code)
        return p->country[0] && !strcmp(p->country, q->country) && p->sector[0] &&
                       kin_sectors(p->sector, q->sector) && !state_sector(p->sector)
                   ? VAGUE
                   : -1;
    if ((p->flags | q->flags) & BD_PARTY_VAGUE)
        return kin_sectors(p->sector, q->sector) ? VAGUE : -1;
    if (p->office[0] && q->office[0])
        return !strcmp(p->office, q->office) ? SAME_OFFICE : UNKNOWN;
    if (!strcmp(p->sector, q->sector))
        return SAME_CODE;
    return kin_sectors(p->sector, q->sector) ? NEAR_CODE : -1;
}

static const char *name_of(const bd_deed_party *p) {
    return p->name[0] ? p->name : p->office[0] ? p->office : p->code[0] ? p->code : p->sector;
}

/* The best pair of two sides; roles 0: any. *known: whether both sides have somebody. */
static float best_pair(const scale *s, uint8_t role, const char *not_code, bool *known,
                       const bd_deed_party **who) {
    float best = -1, worst = 0;
    bool left = false, right = false;
    for (int i = 0; i < s->a->n_parties; i++)
        left |= (!role || s->a->parties[i].flags & role) &&
                (!not_code || strcmp(s->a->parties[i].code, not_code) != 0);
    for (int k = 0; k < s->b->n_parties; k++) {
        const bd_deed_party *q = &s->b->parties[k];
        if ((role && !(q->flags & role)) || (not_code && !strcmp(q->code, not_code)))
            continue;
        right = true;
        for (int i = 0; i < s->a->n_parties; i++) {
            const bd_deed_party *p = &s->a->parties[i];
            if ((role && !(p->flags & role)) || (not_code && !strcmp(p->code, not_code)))
                continue;
            float m = match(p, q);
            worst = m < worst ? m : worst;
            if (m > best) {
                best = m;
                *who = q->name[0] ? q : p;
            }
        }
    }
    *known = left && right;
    return best > 0 ? best : worst <= OTHER_PERSON ? OTHER_PERSON : best;
}

/* Meetings, agreements, joint work: who is named first says little. */
static bool is_mutual(const bd_deed *d) {
    return d->type == BEDE_CONSULT || d->type == BEDE_COOPERATE || d->type == BEDE_AGREE;
}

static void weigh_side(scale *s, uint8_t role, const char *word) {
    const bd_deed_party *who = NULL;
    bool known;
    float m = best_pair(s, role, NULL, &known, &who);
    if (!known)
        return;
    if (m > 0)
        add(s, m, "%s %s (%s)", m > UNKNOWN ? "same" : "perhaps the same", word, name_of(who));
    else
        add(s, m <= OTHER_PERSON ? m : OTHER_SIDE, "but another %s", word);
}

static void weigh_mutual(scale *s) {
    const bd_deed_party *first = NULL, *second = NULL;
    bool known;
    float m = best_pair(s, 0, NULL, &known, &first);
    if (!known)
        return;
    if (m <= 0) {
        add(s, m <= OTHER_PERSON ? m : 2 * OTHER_SIDE, "but other parties");
        return;
    }
    add(s, m, "same party (%s)", name_of(first));
    float other = best_pair(s, 0, first->code, &known, &second);
    if (other > 0 && second)
        add(s, other, "same party (%s)", name_of(second));
    else if (known)
        add(s, other <= OTHER_PERSON ? other : OTHER_SIDE, "but others with them");
}

static void weigh_parties(scale *s) {
    if (is_mutual(s->a) || is_mutual(s->b)) {
        weigh_mutual(s);
        return;
    }
    weigh_side(s, BD_PARTY_ACTOR, "actor");
    weigh_side(s, BD_PARTY_RECIPIENT, "recipient");
}

/* ---- days --------------------------------------------------------------------------------- */

static void date_text(int32_t day, char out[11]) {
    bede_date_format(bd_day_date(day), out);
}

static bool weigh_pair_of_days(const bd_deed_day *x, const bd_deed_day *y, float *weight,
                               char day[11]) {
    int32_t lo = x->lo > y->lo ? x->lo : y->lo, hi = x->hi < y->hi ? x->hi : y->hi;
    int32_t gap = lo - hi, widest = x->hi - x->lo > y->hi - y->lo ? x->hi - x->lo : y->hi - y->lo;
    date_text(hi, day);
    if (gap > 1)
        return false;
    if (gap == 1)
        *weight = NEXT_DAY;
    else if (x->told && y->told)
        *weight = widest == 0 ? SAME_DAY : widest < 8 ? SAME_WEEK : 0;
    else
        *weight = widest < 8 ? MAYBE_DAY : 0;
    return true;
}

/* Only the best day of what is there already counts, so that an event cannot creep from day to
 * day; of the newcomer every day. */
static bool weigh_days(scale *s) {
    int32_t lo, hi;
    if (!bd_deed_span(s->a, &lo, &hi) || !s->b->n_days)
        return true;
    const bd_deed_day *held = NULL;
    for (int i = 0; i < s->a->n_days && !held; i++)
        if (s->a->days[i].lo == lo && s->a->days[i].hi == hi)
            held = &s->a->days[i];
    float best = -9;
    char day[11], best_day[11] = "";
    for (int i = 0; i < s->b->n_days; i++) {
        float w;
        if (weigh_pair_of_days(held, &s->b->days[i], &w, day) && w > best) {
            best = w;
            memcpy(best_day, day, sizeof best_day);
        }
    }
    if (best < -8)
        return false;
    if (best >= SAME_DAY)
        add(s, best, "same day (%s)", best_day);
    else if (best > 0)
        add(s, best, "days that fit (%s)", best_day);
    else if (best < 0)
        add(s, best, "but a day apart");
    return true;
}

/* ---- places ------------------------------------------------------------------------------- */

static double kilometres(const bd_deed_place *p, const bd_deed_place *q) {
    const double degree = 3.14159265358979 / 180;
    double lat = ((double)p->lat - (double)q->lat) * degree / 2,
           lon = ((double)p->lon - (double)q->lon) * degree / 2;
    double h = sin(lat) * sin(lat) +
               cos((double)p->lat * degree) * cos((double)q->lat * degree) * sin(lon) * sin(lon);
    return 12742 * asin(sqrt(h < 1 ? h : 1));
}

static bool is_town(const bd_deed_place *p) {
    return p->kind == BEDE_PLACE_CITY || p->kind == BEDE_PLACE_OTHER;
}

static float weigh_pair_of_places(const bd_deed_place *p, const bd_deed_place *q) {
    bool country = !strcmp(p->country, q->country);
    bool same = !strcmp(p->name, q->name) && country;
    float least = p->near || q->near ? 0.5F : 1;
    if (same && p->kind != BEDE_PLACE_COUNTRY)
        return SAME_TOWN * least;
    if (same || ((p->kind == BEDE_PLACE_COUNTRY || q->kind == BEDE_PLACE_COUNTRY) && country))
        return SAME_COUNTRY * least;
    double far = kilometres(p, q);
    if (is_town(p) && is_town(q)) {
        if (far < 20)
            return SAME_TOWN * least;
        return far < 50 ? SAME_COUNTRY * least : OTHER_TOWN * least;
    }
    if (!country && p->country[0] && q->country[0])
        return OTHER_TOWN * least;
    return far < 200 ? NEAR_TOWN * least : far < 600 ? 0 : OTHER_TOWN * least;
}

static void weigh_places(scale *s) {
    float best = -9;
    const bd_deed_place *where = NULL;
    for (int i = 0; i < s->a->n_places; i++)
        for (int k = 0; k < s->b->n_places; k++) {
            float w = weigh_pair_of_places(&s->a->places[i], &s->b->places[k]);
            if (w > best) {
                best = w;
                where = &s->b->places[k];
            }
        }
    if (!where)
        return;
    if (best > SAME_COUNTRY)
        add(s, best, "same place (%s)", where->name);
    else if (best > 0)
        add(s, best, "same country (%s)", where->country);
    else if (best < 0)
        add(s, best, "but another place (%s)", where->name);
}

/* ---- words -------------------------------------------------------------------------------- */

static void weigh_names(scale *s) {
    int both = 0;
    for (int i = 0; i < s->a->n_names; i++)
        for (int k = 0; k < s->b->n_names; k++)
            both += s->a->names[i] == s->b->names[k];
    float w = (float)both * SAME_NAMES;
    if (both)
        add(s, w < MOST_NAMES ? w : MOST_NAMES, "%d word%s of names shared", both,
            both > 1 ? "s" : "");
}

bool bd_deed_same(const bd_deed *a, const bd_deed *b, float alike, bd_same *out) {
    scale s = {.a = a, .b = b, .out = out};
    *out = (bd_same){0};
    if (a->family != b->family)
        return false;
    add(&s, 0, "same kind of act (%s)", bede_event_name((bede_event_type)b->type));
    weigh_parties(&s);
    if (!weigh_days(&s))
        return false;
    weigh_places(&s);
    weigh_names(&s);
    if (alike > NO_STORY) {
        float w = (alike - NO_STORY) * STORY;
        add(&s, w < MOST_STORY ? w : MOST_STORY, "stories alike by %d %%", (int)(alike * 100));
    } else if (alike < 0) {
        add(&s, MAYBE_DAY, "same article");
    }
    return true;
}
