/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of names that a page offers as its authors, weighed (rank.c): who tells them, where
 * they stand, what they look like, whether they agree. */
#include "writers.h"

#include <strings.h>

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_nocase(bede_view v, const char *z) {
    size_t n = strlen(z);
    return v.n >= n && !strncasecmp(v.s, z, n);
}

static bede_view cut(bede_view v, size_t n) {
    return bd_view_trim(bd_view_part(v, n, v.n));
}

/* The outlet's name, the site's, or the better part of either. */
bool bd_writers_house(const bd_writers *w, bede_view v) {
    char a[80], b[120];
    bede_view outlet = w->d->outlet;
    if ((outlet.n && bd_page_same(v, outlet)) || bd_page_names_site(v, w->d->url))
        return true;
    if (v.n < 5 || outlet.n < 4)
        return false;
    bede_view x = bd_view(a, bd_utf8_fold(v, a, sizeof a - 1)),
              y = bd_view(b, bd_utf8_fold(outlet, b, sizeof b - 1));
    a[x.n] = b[y.n] = 0;
    return bd_view_find(y, a, 0) == 0 || (bd_page_words(outlet) > 1 && bd_view_find(x, b, 0) == 0);
}

static bool generic(bede_view v) {
    static const char *const words[] = {
        "redaktion",  "redaction", "redacci",    "redazione",   "redactie", "redakcja",
        "newsroom",   "news desk", "editorial",  "staff",       "team",     "gmbh",
        " ag",        " e.v",      "verlag",     "agency",      "agencia",  "online",
        "magazin",    "press",     "media",      "news",        "stiftung", "verband",
        "verein",     "zeitung",   "volksblatt", "illustriert", "institut", "ministeri",
        "foundation", "universit", "university", "gazette",     "tribune",  "agence"};
    char buf[80];
    bede_view f = bd_view(buf, bd_utf8_fold(v, buf, sizeof buf));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_find(f, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* What a login name or a sign looks like: "j.doe", "jdoe", "LN". */
static bool handle(bede_view v) {
    bool small = false;
    for (size_t i = 1; i < v.n; i++)
        small |= (v.s[i] >= 'a' && v.s[i] <= 'z') || v.s[i] & 0x80;
    return (!small && bd_page_words(v) < 2) || (!upper(v.s[0]) && !(v.s[0] & 0x80));
}

/* 4: persons with two names; 3: one name; 2: a login name; 1: an office; 0: the outlet or nothing.
 */
int bd_writers_rank(const bd_writers *w, const bd_views *l) {
    int best = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t words = bd_page_words(l->v[i]);
        int r = bd_writers_house(w, l->v[i]) ? 0
                : generic(l->v[i])           ? 1
                : words >= 2                 ? 4
                : handle(l->v[i])            ? 2
                                             : 3;
        best = r > best ? r : best;
    }
    return best;
}

static bool same_list(const bd_views *a, const bd_views *b) {
    for (size_t i = 0; i < a->n; i++)
        if (a->n != b->n || a->v[i].n != b->v[i].n ||
            strncasecmp(a->v[i].s, b->v[i].s, a->v[i].n) != 0)
            return false;
    return a->n == b->n;
}

/* One source's names among the options; run: where they stand, UINT32_MAX for metadata. */
void bd_writers_option(bd_writers *w, const bd_views *l, int feature, uint32_t run) {
    size_t i = 0;
    while (i < w->n && !same_list(&w->lists[i], l))
        i++;
    if (!l->n || i == BD_WRITER_LISTS)
        return;
    if (i == w->n)
        w->lists[w->n++] = *l;
    w->o[i].f[feature] = 1;
    if (run != UINT32_MAX && w->scene->headline != UINT32_MAX) {
        uint32_t h = w->scene->headline, gap = run > h ? run - h : h - run;
        float close = 1 / (1 + (float)gap / 4);
        if (close > w->o[i].f[BY_CLOSE])
            w->o[i].f[BY_CLOSE] = close;
    }
}

static bd_views list_of(const bd_writers *w) {
    return (bd_views){.arena = w->d->arena};
}

/* Far from the article: but a box of the author may stand further behind it, and without an
 * article everything is near. */
bool bd_writers_elsewhere(const bd_writers *w, uint32_t node, uint32_t run) {
    const bd_scene *s = w->scene;
    uint8_t bad = w->m->nodes[node].bad;
    if (bd_page_nearby(w->m, s, node, run))
        return false;
    if (s->first_prose == UINT32_MAX)
        return bad == 1 + BEDE_BLOCK_COMMENT || bad == 1 + BEDE_BLOCK_RELATED;
    return !((bad == 1 + BEDE_BLOCK_AUTHOR || bad == 1 + BEDE_BLOCK_BYLINE) && run > s->to &&
             run < s->to + 60);
}

/* Two or three words, each with a capital: a name and nothing else. */
bool bd_writers_bare(bede_view v) {
    size_t words = bd_page_words(v);
    if (words < 2 || words > 4 || v.n > 40 || !bd_byline_name(v) || bd_byline_label(v) ||
        generic(v))
        return false;
    for (size_t i = 0; i < v.n; i++) {
        bool start = i == 0 || v.s[i - 1] == ' ';
        if (digit(v.s[i]) || v.s[i] == ':' || v.s[i] == '&' || v.s[i] == ',' ||
            (start && !upper(v.s[i]) && !(v.s[i] & 0x80) && words == 2))
            return false;
    }
    return true;
}

/* "\xc2\xa9 2019 A. Name. All rights reserved": the name. */
static bool owns(bede_view *v) {
    bool found = false;
    for (int k = 0; k < 3 && v->n < 160; k++) { /* "Copyright (c) 2019-" */
        size_t sign = bd_view_starts(*v, "\xc2\xa9")   ? 2
                      : starts_nocase(*v, "(c)")       ? 3
                      : starts_nocase(*v, "copyright") ? 9
                                                       : 0;
        found |= sign > 0;
        *v = cut(*v, sign);
    }
    while (found && v->n && strchr("0123456789-, ", v->s[0]))
        *v = bd_view_part(*v, 1, v->n);
    if (found && starts_nocase(*v, "by "))
        *v = cut(*v, 3);
    const char *dot = found && v->n ? memchr(v->s, '.', v->n) : NULL;
    if (dot && dot - v->s > 4)
        v->n = (size_t)(dot - v->s);
    *v = bd_view_trim(*v);
    return found && v->n;
}

/* "(A. Name)", "\xc2\xa9 2019 A. Name" at the end of the text. */
static void option_sign(bd_writers *w) {
    const bd_scene *s = w->scene;
    if (s->last_prose == UINT32_MAX)
        return;
    for (uint32_t i = s->last_prose; i < s->last_prose + 3 && i < w->m->n_runs; i++) {
        bede_view v = bd_view_trim(bd_markup_run(w->m, &w->m->runs[i]));
        while (v.n && strchr("+*. ", v.s[v.n - 1]))
            v.n--;
        bede_view owner = v;
        if (owns(&owner) && bd_writers_bare(owner)) {
            bd_views l = list_of(w);
            bd_views_add(&l, owner);
            bd_writers_option(w, &l, BY_SIGN, i);
        }
        if (v.n < 8 || v.s[v.n - 1] != ')')
            continue;
        size_t open = v.n - 1;
        while (open && v.n - open < 60 && v.s[open] != '(')
            open--;
        bd_views l = list_of(w);
        bede_view name = bd_page_tidy_name(bd_view_part(v, open + 1, v.n - 1));
        if (v.s[open] == '(' && bd_writers_bare(name)) {
            bd_views_add(&l, name);
            bd_writers_option(w, &l, BY_SIGN, i);
        }
    }
}

/* A name and nothing else between headline and text, or right behind it. */
static void option_bare(bd_writers *w) {
    const bd_scene *s = w->scene;
    const bd_markup *m = w->m;
    uint32_t last = s->last_prose;
    if (s->first_prose == UINT32_MAX)
        return;
    uint32_t from = s->headline < s->first_prose ? s->headline : s->first_prose;
    from = from > 3 ? from - 3 : 0;
    for (uint32_t i = from; i < last + 5 && i < m->n_runs; i++) {
        if (i > s->first_prose + 2 && i < last)
            i = last;
        bd_views l = list_of(w);
        bede_view v = bd_view_trim(bd_markup_run(m, &m->runs[i]));
        if (v.n > 60 || i == s->headline || bd_writers_elsewhere(w, m->runs[i].node, i) ||
            !bd_writers_bare(bd_page_tidy_name(v)) || bd_page_same(v, w->d->title))
            continue;
        bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
        bd_writers_option(w, &l, i < last ? BY_BARE_OVER : BY_BARE_UNDER, i);
    }
}

/* "author":{"name":"A. Name"} in what scripts start from. */
static void option_script(bd_writers *w) {
    static const char *const keys[] = {"\"author\":",      "\"authorName\":", "\"byline\":",
                                       "\"author_name\":", "\"authors\":[",   "\"creator\":"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        size_t at = bd_view_find(w->m->html, keys[k], 0);
        if (at == SIZE_MAX)
            continue;
        bede_view v = bd_view_part(w->m->html, at + strlen(keys[k]), w->m->html.n);
        v.n = v.n < 200 ? v.n : 200;
        size_t name = bd_view_find(v, "\"name\":", 0);
        if (v.n && (v.s[0] == '{' || v.s[0] == '[') && name != SIZE_MAX)
            v = bd_view_part(v, name + 7, v.n);
        size_t i = 0;
        while (i < v.n && strchr(" [{", v.s[i]))
            i++;
        const char *end =
            i + 1 < v.n && v.s[i] == '"' ? memchr(v.s + i + 1, '"', v.n - i - 1) : NULL;
        if (!end || memchr(v.s + i + 1, '\\', (size_t)(end - v.s) - i - 1))
            continue;
        bd_views l = list_of(w);
        bd_page_author_names(bd_page_tidy(w->d->arena, bd_view_part(v, i + 1, (size_t)(end - v.s))),
                             &l);
        bd_writers_option(w, &l, BY_SCRIPT, UINT32_MAX);
    }
}

/* A person whose name is the site's, wherever on the page: "annabell.example", "Anna Bell". */
static void option_site_person(bd_writers *w) {
    bede_view host = w->d->url;
    size_t at = bd_view_find(host, "://", 0);
    host = at == SIZE_MAX ? host : bd_view_part(host, at + 3, host.n);
    if (bd_view_starts(host, "www."))
        host = bd_view_part(host, 4, host.n);
    for (uint32_t i = 0, found = 0; host.n && i < w->m->n_runs && i < 4000 && found < 2; i++) {
        bede_view name = bd_view_trim(bd_markup_run(w->m, &w->m->runs[i]));
        if (name.n > 90 || name.n < 5 || !memchr(name.s, ' ', name.n))
            continue;
        (void)owns(&name);
        if (!name.n || !upper(name.s[0]) || (name.s[0] | 32) != (host.s[0] | 32) || name.n > 30 ||
            bd_page_words(name) > 3 || !bd_page_names_site(name, w->d->url) ||
            !bd_writers_bare(name))
            continue;
        bd_views one = list_of(w);
        bd_views_add(&one, bd_page_tidy(w->d->arena, name));
        bd_writers_option(w, &one, BY_SITE_PERSON, UINT32_MAX);
        found++;
    }
}

/* Where nobody else is named: the site, if it bears a person's name or any other. */
static void option_site(bd_writers *w) {
    bd_views l = list_of(w);
    bede_view v = w->d->outlet;
    if (starts_nocase(v, "Dr. "))
        v = cut(v, 4);
    if (v.n < 3 || v.n > 40 || bd_page_words(v) > 4)
        return;
    bd_views_add(&l, v);
    bd_writers_option(w, &l, BY_SITE, UINT32_MAX);
    if (bd_writers_bare(v) && bd_page_words(v) == 2 && bd_page_names_site(v, w->d->url))
        bd_writers_option(w, &l, BY_SITE_PERSON, UINT32_MAX);
}

/* ---- the options weighed ---------------------------------------------------------------------
 */

static bool names_in(const bd_markup *m, uint32_t from, uint32_t to, bede_view name) {
    char z[80];
    if (name.n >= sizeof z || name.n < 4)
        return false;
    memcpy(z, name.s, name.n), z[name.n] = 0;
    for (uint32_t i = from; i < to && i < m->n_runs && i < from + 400; i++) {
        bede_view v = bd_markup_run(m, &m->runs[i]);
        if (m->runs[i].kind == 1 && v.n > 120 && v.n < 20000 && bd_view_find(v, z, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static size_t shared(const bd_views *a, const bd_views *b) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            n += bd_page_same(a->v[i], b->v[k]);
    return n;
}

static void describe_name(const bd_writers *w, bede_view v, float *f, size_t *persons) {
    size_t words = bd_page_words(v);
    bool small = false, odd = false;
    for (size_t i = 0; i < v.n; i++) {
        small |= (v.s[i] >= 'a' && v.s[i] <= 'z') || v.s[i] & 0x80;
        odd |= digit(v.s[i]) || strchr("_/@|:()", v.s[i]);
    }
    if (bd_writers_house(w, v))
        f[BY_HOUSE] = 1;
    else if (generic(v))
        f[BY_OFFICE] = 1;
    else if (words >= 2)
        f[BY_PERSON] = 1, ++*persons;
    else
        f[handle(v) ? BY_LOGIN : BY_ONE_WORD] = 1;
    f[BY_DIGITS] += odd;
    f[BY_CAPITALS] += !small;
    f[BY_SMALL] += v.s[0] >= 'a' && v.s[0] <= 'z';
    f[BY_LONG] += words >= 4;
}

static bool told(const float *f) {
    return f[BY_LD] > 0 || f[BY_META] > 0 || f[BY_META_OTHER] > 0 || f[BY_LABELLED] > 0;
}

static bool seen(const float *f) {
    for (int k = BY_REL; k <= BY_LINE_DATED; k++)
        if (f[k] > 0)
            return true;
    return false;
}

static void describe(bd_writers *w, size_t i) {
    const bd_views *l = &w->lists[i];
    float *f = w->o[i].f;
    size_t persons = 0, kinds = 0;
    bool others_told = false;
    char title[400], name[100];
    bede_view t = bd_view(title, bd_utf8_fold(w->d->title, title, sizeof title - 1));
    for (int k = BY_LD; k <= BY_SITE; k++)
        kinds += f[k] > 0;
    for (size_t k = 0; k < l->n; k++) {
        describe_name(w, l->v[k], f, &persons);
        if (names_in(w->m, w->scene->from, w->scene->to, l->v[k]))
            f[BY_PROSE] = 1;
        name[bd_utf8_fold(l->v[k], name, sizeof name - 1)] = 0;
        if (*name && bd_view_find(t, name, 0) != SIZE_MAX)
            f[BY_TITLE] = 1;
    }
    f[BY_TWO] = l->n == 2, f[BY_MANY] = l->n > 2;
    f[BY_MIXED] = persons && persons < l->n;
    for (size_t k = 0; k < w->n; k++) {
        if (k == i || !w->lists[k].n)
            continue;
        size_t both = shared(l, &w->lists[k]);
        f[BY_AGREES] = f[BY_AGREES] > 0 || both ? 1 : 0;
        f[BY_FULLER] = f[BY_FULLER] > 0 || (both == w->lists[k].n && both < l->n) ? 1 : 0;
        f[BY_PART] = f[BY_PART] > 0 || (both == l->n && both < w->lists[k].n) ? 1 : 0;
        others_told |= told(w->o[k].f) && bd_writers_rank(w, &w->lists[k]) == 4;
    }
    f[BY_KINDS] = kinds > 4 ? 4 : (float)kinds;
    f[BY_ONLY] = w->n == 2;
    f[BY_META_HOUSE] = told(f) && !persons;
    f[BY_TOLD_SEEN] = told(f) && seen(f);
    f[BY_TOLD_PERSON] = told(f) && persons;
    f[BY_SEEN_PERSON] = !told(f) && persons;
    f[BY_SEEN_BESIDE] = !told(f) && others_told;
}

static bede_view answer(const bd_writers *w, const bd_views *l) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        n += l->v[i].n + 2;
    char *s = bd_arena_array(w->d->arena, n + 1, 1), *p = s;
    for (size_t i = 0; i < l->n; i++) {
        if (i)
            *p++ = ';', *p++ = ' ';
        memcpy(p, l->v[i].s, l->v[i].n), p += l->v[i].n;
    }
    return bd_view(s, (size_t)(p - s));
}

/* The option of no author stands first; that of the rules may be it. */
void bd_writers_weigh(const bd_page *p, bd_writers *w, const bd_views *by_rule) {
    size_t rule = 0;
    bd_writers_option(w, by_rule, BY_RULE, UINT32_MAX);
    for (size_t i = 1; i < w->n; i++) {
        describe(w, i);
        w->o[i].answer = answer(w, &w->lists[i]);
        if (w->o[i].f[BY_RULE] > 0)
            rule = i;
    }
    w->o[0].f[BY_NONE] = 1;
    w->o[0].f[BY_NONE_RULE] = !rule;
    w->o[0].f[BY_NONE_LEFT] = w->n > 4 ? 4 : (float)w->n;
    size_t best = bd_rank_best(p, BD_RANK_AUTHORS, w->o, w->n, rule);
    w->d->authors.n = 0;
    for (size_t i = 0; i < w->lists[best].n; i++)
        bd_views_add(&w->d->authors, w->lists[best].v[i]);
}

void bd_writers_more(bd_writers *w) {
    option_bare(w);
    option_sign(w);
    if (w->best_rank < 2) /* a walk through the whole page */
        option_script(w);
    option_site_person(w);
    option_site(w);
}
