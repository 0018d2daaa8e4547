/* SPDX-License-Identifier: Apache-2.0 */
/* When the page was published: metadata, the address, <time>, dates printed near the headline.
 * They correct each other where clocks differ: metadata often count in UTC, what the page prints
 * and what stands in its address is the outlet's own day. */
#include "rank.h"

#include "base/day.h"

#include <strings.h>

typedef struct dates {
    const bd_markup *m;
    bd_draft *d;
    const bd_ld *ld;
    const bd_scene *scene;
    bool day_leads; /* 3/11/2019 is in November */
} dates;

/* The first 23 say that it is the day of publication, the rest only that it is a day. */
const char *const bd_day_keys[] = {"article:published_time",
                                   "datepublished",
                                   "og:published_time",
                                   "og:article:published_time",
                                   "article:published",
                                   "article:pub_date",
                                   "og:pubdate",
                                   "og:release_date",
                                   "parsely-pub-date",
                                   "sailthru.date",
                                   "pubdate",
                                   "publishdate",
                                   "publish-date",
                                   "publish_date",
                                   "published_at",
                                   "published_time",
                                   "publication_date",
                                   "publicationdate",
                                   "date.issued",
                                   "dc.date.issued",
                                   "dcterms.issued",
                                   "dcterms.available",
                                   "dcterms.created",
                                   "dc.date",
                                   "dcterms.date",
                                   "dc.date.created",
                                   "dc.created",
                                   "article_date_original",
                                   "originalpublicationdate",
                                   "cxenseparse:recs:publishtime",
                                   "cxenseparse:publishtime",
                                   "shareaholic:article_published_time",
                                   "citation_publication_date",
                                   "citation_online_date",
                                   "citation_date",
                                   "displaydate",
                                   "date",
                                   "datecreated",
                                   "created",
                                   "schema:datecreated",
                                   "schema:datepublished",
                                   "bt:pubdate",
                                   "rnews:datepublished",
                                   "article.published",
                                   "article.created",
                                   "gentime",
                                   "time:pubdate",
                                   NULL};
const char *const bd_late_keys[] = {"article:modified_time",
                                    "datemodified",
                                    "og:updated_time",
                                    "last-modified",
                                    "dcterms.modified",
                                    "lastmod",
                                    "og:article:modified_time",
                                    "revised",
                                    "article.updated",
                                    "updated_time",
                                    "dc.date.modified",
                                    "dateupdate",
                                    "pagemodified",
                                    "lastupdated",
                                    NULL};

static bool is_utc(bede_view v) {
    v = bd_view_trim(v);
    return bd_view_ends(v, "Z") || bd_view_ends(v, "+00:00") || bd_view_ends(v, "+0000") ||
           bd_view_ends(v, "GMT") || bd_view_ends(v, "UTC");
}

/* From the first of the keys that holds a date. */
static bool by_keys(const dates *t, const char *const *keys, bede_date *out, bool *utc) {
    bede_view v;
    for (size_t i = 0; keys[i]; i++)
        for (size_t k = 0; k < 4 && bd_markup_note(t->m, keys[i], k, &v); k++)
            if (bd_page_meta_date(v, out)) {
                *utc = is_utc(v);
                return true;
            }
    return false;
}

static bool by_metadata(const dates *t, bede_date *out, bool *utc) {
    if (bd_page_meta_date(t->ld->published, out)) {
        *utc = is_utc(t->ld->published);
        return true;
    }
    if (by_keys(t, bd_day_keys, out, utc))
        return true;
    *utc = is_utc(t->ld->page_published);
    return bd_page_meta_date(t->ld->page_published, out);
}

static bool by_modification(const dates *t, bede_date *out) {
    bool utc;
    return bd_page_meta_date(t->ld->modified, out) || by_keys(t, bd_late_keys, out, &utc);
}

static bool here(const dates *t, uint32_t node, uint32_t run) {
    return bd_page_nearby(t->m, t->scene, node, run);
}

static bool by_time(const dates *t, bede_date *out) {
    const bd_meta *it;
    for (size_t i = 0; i < 12 && (it = bd_markup_meta(t->m, "time", i)); i++)
        if (here(t, it->node, it->run) && bd_page_meta_date(bd_markup_value(t->m, it), out))
            return true;
    return false;
}

static bool says_updated(bede_view v) {
    static const char *const words[] = {"pdate",  "ktualisi", "ge\xc3\xa4ndert", "odifi",
                                        "ctuali", "ggiornat", "ijgewerkt",       "ppdatert"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_find(v, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A date line among the runs [from, to), nearest to `from` going up or down. */
static bool stamp_among(const dates *t, uint32_t from, uint32_t to, bool down, bede_date *out) {
    bede_date second = {0}, date;
    bool late;
    for (uint32_t k = 0; k < to - from; k++) {
        uint32_t i = down ? to - 1 - k : from + k;
        bede_view v = bd_markup_run(t->m, &t->m->runs[i]);
        if (v.n > 140 || !here(t, t->m->runs[i].node, i) ||
            !bd_page_is_stamp_in(v, t->day_leads, &date) ||
            !bd_day_of_line(v, t->day_leads, &date, &late))
            continue;
        if (!late) {
            *out = date;
            return true;
        }
        if (!second.year)
            second = date;
    }
    *out = second;
    return second.year;
}

/* "29.11.2022 - The vote ...", "Press release of 25 January 2022 | Berlin - ...". */
static bool opening(const dates *t, uint32_t run, bede_date *out) {
    bede_view v = bd_markup_run(t->m, &t->m->runs[run]);
    size_t from, to;
    if (v.n > 90)
        v.n = 90;
    return bd_page_find_date_in(v, t->day_leads, out, &from, &to) && from < 32 && to + 1 < v.n &&
           (from == 0 || v.s[0] == '(' || bd_view_find(bd_view_part(v, to, v.n), "|", 0) < 4) &&
           strchr(".,:|)-\xe2 ", v.s[to]);
}

/* A date line between the headline and the text. */
static bool over_text(const dates *t, bede_date *out) {
    const bd_scene *s = t->scene;
    uint32_t first = s->first_prose == UINT32_MAX ? s->from : s->first_prose;
    uint32_t top = s->from > 25 ? s->from - 25 : 0;
    if (s->headline != UINT32_MAX && s->headline > 4 && s->headline - 4 < top)
        top = s->headline - 4;
    if (first > 40 && top + 40 < first)
        top = first - 40;
    return first <= t->m->n_runs && top < first && stamp_among(t, top, first, true, out);
}

static bool by_print(const dates *t, bede_date *out) {
    const bd_scene *s = t->scene;
    uint32_t n = t->m->n_runs, first = s->first_prose == UINT32_MAX ? s->from : s->first_prose;
    uint32_t last = s->last_prose == UINT32_MAX ? first : s->last_prose;
    if (first > n)
        return false;
    if (over_text(t, out))
        return true;
    uint32_t head = s->headline != UINT32_MAX && s->headline < first ? s->headline : first;
    for (uint32_t i = head; s->first_prose != UINT32_MAX && i < first + 6 && i < n; i++)
        if (here(t, t->m->runs[i].node, i) && opening(t, i, out))
            return true;
    if (stamp_among(t, first, first + 4 < n ? first + 4 : n, false, out))
        return true;
    return stamp_among(t, last, s->to + 10 < n ? s->to + 10 : n, false, out);
}

/* "Published on 3 May 2021 ..." in a longer line. */
static bool announced(const dates *t, uint32_t run, bede_date *out) {
    static const char *const words[] = {"ffentlicht", "ublish",    "ubli\xc3\xa9", "ublicad",
                                        "ubblicat",   "ostet am",  "osted",        "rstellt",
                                        "ublisert",   "ubliceret", "epubliceerd",  "ublicerad",
                                        "en ligne",   "wurde am",  "ingestellt"};
    bede_view v = bd_markup_run(t->m, &t->m->runs[run]);
    size_t from, to;
    if (v.n > 400)
        v.n = 400;
    if (!bd_page_find_date_in(v, t->day_leads, out, &from, &to) || from < 6)
        return false;
    v = bd_view_part(v, from > 40 ? from - 40 : 0, from);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_find(v, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A short line with a date in it anywhere near, then anywhere on the page. */
static bool by_any_print(const dates *t, bede_date *out) {
    const bd_scene *s = t->scene;
    size_t a, b;
    for (uint32_t i = s->from > 25 ? s->from - 25 : 0; i < s->to + 8 && i < t->m->n_runs; i++)
        if (here(t, t->m->runs[i].node, i) && announced(t, i, out))
            return true;
    for (uint32_t i = s->from; i < s->to && i < t->m->n_runs; i++) {
        bede_view v = bd_markup_run(t->m, &t->m->runs[i]);
        bool byline = t->m->nodes[t->m->runs[i].node].bad == 1 + BEDE_BLOCK_BYLINE;
        if ((v.n < 40 && here(t, t->m->runs[i].node, i) &&
             bd_page_is_stamp_in(v, t->day_leads, out)) ||
            (v.n < 140 && byline && bd_page_find_date_in(v, t->day_leads, out, &a, &b)))
            return true;
    }
    for (uint32_t i = s->from > 25 ? s->from - 25 : 0; i < s->to && i < t->m->n_runs; i++) {
        bede_view v = bd_markup_run(t->m, &t->m->runs[i]);
        if (v.n < 200 && !(s->first_prose != UINT32_MAX && i > s->first_prose) &&
            here(t, t->m->runs[i].node, i) && bd_page_find_date_in(v, t->day_leads, out, &a, &b))
            return true;
    }
    for (uint32_t i = t->m->n_runs; i-- > 0;) {
        uint8_t bad = t->m->nodes[t->m->runs[i].node].bad;
        bede_view v = bd_markup_run(t->m, &t->m->runs[i]);
        if (bad != 1 + BEDE_BLOCK_COMMENT && bad != 1 + BEDE_BLOCK_RELATED && v.n < 140 &&
            says_updated(v) && bd_page_is_stamp_in(v, t->day_leads, out))
            return true;
    }
    return false;
}

/* What a script says: "publishedDate": "2019-11-03T...". */
bool bd_page_script_date(const bd_markup *m, bede_date *out) {
    static const char *const names[] = {"atePublished",    "ublishedDate",  "ublishDate",
                                        "ublication_date", "ublished_at",   "ubDate",
                                        "ublish_date",     "ublicationDate"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        size_t at = 0;
        for (int tries = 0; tries < 4; tries++) {
            at = bd_view_find(m->html, names[k], at);
            if (at == SIZE_MAX)
                break;
            at += strlen(names[k]);
            bede_view v = bd_view_part(m->html, at, m->html.n);
            size_t i = 0;
            while (i < v.n && i < 10 && strchr("\"'\\: =", v.s[i]))
                i++;
            v = bd_view_part(v, i, v.n < i + 30 ? v.n : i + 30);
            if (i > 1 && v.n > 9 && bd_page_meta_date(v, out))
                return true;
        }
    }
    return false;
}

static int32_t gap(bede_date a, bede_date b) {
    return bd_day_number(a) - bd_day_number(b);
}

static bool not_later(const bd_draft *d, bede_date date) {
    return !d->today.year || gap(date, d->today) <= 2;
}

static bool day_leads(const bd_draft *d) {
    return d->language.n >= 2 && strncasecmp(d->language.s, "en", 2) != 0;
}

/* Fills published, basis, updated. */
static void by_rule(const bd_markup *m, bd_draft *d, const bd_ld *ld, const bd_scene *scene) {
    dates t = {m, d, ld, scene, day_leads(d)};
    bede_date told = {0}, url = {0}, seen = {0}, late = {0};
    bool utc = false;
    bool has_told = by_metadata(&t, &told, &utc) && not_later(d, told);
    bool has_url = bd_page_url_date(d->url, &url) && not_later(d, url);
    bool has_late = by_modification(&t, &late) && not_later(d, late);
    if (has_late)
        d->updated = late;
    if (has_told) {
        int32_t apart = has_url ? gap(url, told) : 0;
        if (apart == 1 || apart == -1)
            told = url; /* the outlet's own day; or the page was moved to another system */
        else if (utc && !apart && (by_time(&t, &seen) || by_print(&t, &seen)) &&
                 (gap(seen, told) == 1 || gap(seen, told) == -1))
            told = seen;
        bd_draft_date(d, told, BEDE_BASIS_METADATA);
    } else if (has_url) {
        bd_draft_date(d, url, BEDE_BASIS_METADATA);
    } else if (by_time(&t, &seen) && not_later(d, seen)) {
        bd_draft_date(d, seen, BEDE_BASIS_METADATA);
    } else if (by_print(&t, &seen) && not_later(d, seen)) {
        bd_draft_date(d, seen, BEDE_BASIS_TEXT);
    } else if (bd_page_script_date(m, &seen) && not_later(d, seen)) {
        bd_draft_date(d, seen, BEDE_BASIS_METADATA);
    } else if (by_any_print(&t, &seen) && not_later(d, seen)) {
        bd_draft_date(d, seen, BEDE_BASIS_TEXT);
    } else if (has_late) {
        bd_draft_date(d, late, BEDE_BASIS_METADATA);
    }
}

void bd_page_dates(const bd_page *p, bd_draft *d, const bd_ld *ld, const bd_scene *scene) {
    bool metadata = d->basis == BEDE_BASIS_METADATA;
    by_rule(p->markup, d, ld, scene);
    bd_day_hints h = {p->markup, d, ld, scene, day_leads(d), d->published};
    bede_date day = bd_page_weigh_days(p, &h, &metadata);
    if (!day.year || (d->published.year && gap(day, d->published) == 0))
        return;
    d->published = day;
    d->basis = metadata ? BEDE_BASIS_METADATA : BEDE_BASIS_TEXT;
}
