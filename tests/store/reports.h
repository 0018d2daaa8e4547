/* SPDX-License-Identifier: Apache-2.0 */
/* The reports of tests/store/identity/reports.txt. */
#ifndef BEDE_TEST_REPORTS_H
#define BEDE_TEST_REPORTS_H

#include "bede.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct report {
    char name[32], event[32], date[16], copy_of[32];
    unsigned types; /* bits of the types that its main act may be coded as */
    char *text;
} report;

enum { MAX_REPORTS = 100 };
static report reports[MAX_REPORTS];
static size_t n_reports;

static inline unsigned type_bit(const char *name) {
    for (int t = 0; t < BEDE_EVENT_TYPES; t++)
        if (!strcmp(bede_event_name((bede_event_type)t), name))
            return 1u << t;
    return 0;
}

static inline bool reports_load(const char *path) {
    static struct {
        char name[32];
        unsigned types;
    } gold[40];
    size_t n_gold = 0;
    static char line[8192], text[1 << 16];
    size_t n = 0;
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    while (fgets(line, sizeof line, f)) {
        char event[32], type[32];
        if (line[0] == '#')
            continue;
        if (!strncmp(line, "== ", 3) && n_reports < MAX_REPORTS) {
            report *r = &reports[n_reports++];
            sscanf(line, "== %31s %31s %15s copy of %31s", r->name, r->event, r->date, r->copy_of);
            for (size_t i = 0; i < n_gold; i++)
                if (!strcmp(gold[i].name, r->event))
                    r->types = gold[i].types;
            n = 0;
        } else if (!n_reports && sscanf(line, "event %31s %31s", event, type) == 2) {
            snprintf(gold[n_gold].name, sizeof gold[0].name, "%s", event);
            gold[n_gold++].types = type_bit(type);
        } else if (n_reports) {
            n += (size_t)snprintf(text + n, sizeof text - n, "%s", line);
            report *r = &reports[n_reports - 1];
            free(r->text);
            r->text = strdup(text);
        }
    }
    fclose(f);
    return n_reports > 0;
}

static inline void reports_free(void) {
    for (size_t i = 0; i < n_reports; i++)
        free(reports[i].text);
}

/* The report's main mention: the first one of a right type that tells of the act as done; its
 * number among the events of the article, SIZE_MAX if the coder found none. */
static inline size_t report_main(const report *r, const bede_article *a) {
    for (size_t i = 0; i < a->n_events; i++)
        if (r->types >> a->events[i].type & 1 && !(a->events[i].aux & ~BEDE_AUX_HISTORICAL))
            return i;
    return SIZE_MAX;
}

/* Pairs of reports: of one event in the gold, and here. */
typedef struct pairs {
    int both, false_ones, missed;
} pairs;
static inline void pairs_add(pairs *p, bool want, bool got) {
    p->both += want && got;
    p->false_ones += got && !want;
    p->missed += want && !got;
}
static inline double pairs_f1(const pairs *p) {
    return 2.0 * p->both / (2.0 * p->both + p->false_ones + p->missed);
}

static inline const char *report_original(const report *r) {
    return r->copy_of[0] ? r->copy_of : r->name;
}
#endif
