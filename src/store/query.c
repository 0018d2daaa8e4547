/* SPDX-License-Identifier: Apache-2.0 */
/* The filters of a query by their names, as options and addresses give them. */
#include "store/find_int.h"

#include <stdlib.h>

typedef bool setter(bede_query *q, const char *value);

static bool number(const char *value, uint32_t *out) {
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    return true;
}

static bool set_quad(bede_query *q, const char *value) {
    if (value[0] < '1' || value[0] > '4' || value[1])
        return false;
    q->quad = value[0] - '0';
    return true;
}

static bool set_box(bede_query *q, const char *value) {
    double *at[] = {&q->south, &q->west, &q->north, &q->east};
    const char *s = value;
    for (int i = 0; i < 4; i++) {
        char *end;
        *at[i] = strtod(s, &end);
        if (end == s || *end != (i < 3 ? ',' : '\0') || !(*at[i] >= -180 && *at[i] <= 180))
            return false;
        s = end + 1;
    }
    return true;
}

static bool set_dyad(bede_query *q, const char *value) {
    const char *colon = strchr(value, ':');
    q->dyad = value;
    return colon && colon > value && colon[1] && !strchr(colon + 1, ':');
}

static bool set_since(bede_query *q, const char *value) {
    return bede_date_parse(value, &q->since);
}

static bool set_until(bede_query *q, const char *value) {
    return bede_date_parse(value, &q->until);
}

static bool set_sources(bede_query *q, const char *value) {
    return number(value, &q->min_sources);
}

static bool set_limit(bede_query *q, const char *value) {
    return number(value, &q->limit);
}

static bool set_sort(bede_query *q, const char *value) {
    for (q->order = 0; q->order < BEDE_ORDERS; q->order++)
        if (!strcmp(value, bede_order_name(q->order)))
            return true;
    q->order = 0;
    return false;
}

static bool set_rising(bede_query *q, const char *value) {
    q->rising = strcmp(value, "0") != 0;
    return !*value || ((*value == '0' || *value == '1') && !value[1]);
}

/* Those without a function are a text of the query. */
static const struct {
    const char *name;
    size_t at;
    setter *set;
    const char *wrong;
} FILTERS[] = {
    {"who", offsetof(bede_query, who), NULL, NULL},
    {"whom", offsetof(bede_query, whom), NULL, NULL},
    {"either", offsetof(bede_query, either), NULL, NULL},
    {"dyad", 0, set_dyad, "is no dyad: two sides joined with \":\""},
    {"country", offsetof(bede_query, country), NULL, NULL},
    {"sector", offsetof(bede_query, sector), NULL, NULL},
    {"type", offsetof(bede_query, type), NULL, NULL},
    {"quad", 0, set_quad, "is no quad class: 1 to 4"},
    {"cameo", offsetof(bede_query, cameo), NULL, NULL},
    {"mode", offsetof(bede_query, mode), NULL, NULL},
    {"context", offsetof(bede_query, context), NULL, NULL},
    {"aux", offsetof(bede_query, aux), NULL, NULL},
    {"place", offsetof(bede_query, place), NULL, NULL},
    {"box", 0, set_box, "is no box: south,west,north,east in degrees"},
    {"since", 0, set_since, "is no day (YYYY-MM-DD)"},
    {"until", 0, set_until, "is no day (YYYY-MM-DD)"},
    {"source", offsetof(bede_query, source), NULL, NULL},
    {"words", offsetof(bede_query, words), NULL, NULL},
    {"min-sources", 0, set_sources, "is no number"},
    {"sort", 0, set_sort, "is no key to sort by: date, added, sources, goldstein"},
    {"rising", 0, set_rising, "is neither 1 nor 0"},
    {"limit", 0, set_limit, "is no number"},
    {"after", offsetof(bede_query, after), NULL, NULL},
};

const char *bede_query_name(size_t i) {
    return i < sizeof FILTERS / sizeof *FILTERS ? FILTERS[i].name : NULL;
}

bool bede_query_set(bede_query *q, const char *name, const char *value, bede_error *err) {
    for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++) {
        if (strcmp(name, FILTERS[i].name) != 0)
            continue;
        if (!FILTERS[i].set)
            memcpy((char *)q + FILTERS[i].at, &value, sizeof value);
        else if (!FILTERS[i].set(q, value))
            return bd_fail(err, name, "\"%.80s\" %s", value, FILTERS[i].wrong);
        return true;
    }
    return bd_fail(err, name, "there is no such filter");
}
