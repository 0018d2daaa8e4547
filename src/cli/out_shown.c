/* SPDX-License-Identifier: Apache-2.0 */
/* One event of a store: what it is, and every report with the words that it rests on. */
#include "cli/cli.h"

#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"
static const char TRIGGER[] = "\033[1;31m", ACTOR[] = "\033[1;34m", RECIPIENT[] = "\033[1;35m";

typedef struct pen {
    FILE *out;
    bool colour;
} pen;

static void say(const pen *p, const char *how, bede_view v) {
    fprintf(p->out, "%s%.*s%s", p->colour ? how : "", (int)v.n, v.s ? v.s : "",
            p->colour ? PLAIN : "");
}

static void say_z(const pen *p, const char *how, const char *s) {
    say(p, how, bd_view_z(s));
}

static void party(const pen *p, const bede_found_party *w) {
    fprintf(p->out, "  %-4.*s %-4.*s ", (int)w->code.n, w->code.s, (int)w->sector.n, w->sector.s);
    say(p, BOLD, w->name.n ? w->name : w->text);
    if (w->office.n)
        fprintf(p->out, ", %.*s", (int)w->office.n, w->office.s);
    fputc('\n', p->out);
}

static void head(const pen *p, const bede_found *e) {
    static const char *const marks[] = {"future", "hypothetical", "denied", "historical"};
    say(p, BOLD, e->type);
    if (e->mode.n)
        fprintf(p->out, " (%.*s)", (int)e->mode.n, e->mode.s);
    for (int i = 0; i < 4; i++)
        if (e->aux >> i & 1)
            fprintf(p->out, ", %s", marks[i]);
    fprintf(p->out, "  CAMEO %.*s, Goldstein %.1f\n", (int)e->cameo.n, e->cameo.s, e->goldstein);
    fprintf(p->out, "event %.*s\n", (int)e->id.n, e->id.s);
    fprintf(p->out, "when  %.*s", (int)e->date.n, e->date.s);
    if (e->date_end.n && !bd_view_eq(e->date, e->date_end))
        fprintf(p->out, " to %.*s", (int)e->date_end.n, e->date_end.s);
    fprintf(p->out, " (%.*s)\n", (int)e->precision.n, e->precision.s);
    if (e->has_place)
        fprintf(p->out, "where %.*s, %.*s (%.2f, %.2f)\n", (int)e->place.n, e->place.s,
                (int)e->country.n, e->country.s, e->lat, e->lon);
    if (e->context.n)
        fprintf(p->out, "about %.*s\n", (int)e->context.n, e->context.s);
    fputs("who\n", p->out);
    for (size_t i = 0; i < e->n_actors; i++)
        party(p, &e->actors[i]);
    if (e->n_recipients)
        fputs("to whom\n", p->out);
    for (size_t i = 0; i < e->n_recipients; i++)
        party(p, &e->recipients[i]);
}

/* How a byte of the sentence is drawn: the trigger, a party, or plain. */
static const char *how_at(const bede_found_mention *m, size_t i) {
    size_t from = m->trigger.n ? (size_t)(m->trigger.s - m->text.s) : m->text.n;
    for (size_t k = 0; k < m->n_parties; k++)
        if (m->parties[k].start <= i && i < m->parties[k].end)
            return m->parties[k].role == 'A' ? ACTOR : RECIPIENT;
    return from <= i && i < from + m->trigger.n ? TRIGGER : "";
}

static void sentence(const pen *p, const bede_found_mention *m) {
    fputs("    ", p->out);
    for (size_t i = 0, k; i < m->text.n; i = k) {
        const char *how = how_at(m, i);
        for (k = i + 1; k < m->text.n && how_at(m, k) == how; k++)
            ;
        if (!p->colour && how[0])
            fputs(how == TRIGGER ? "_" : "[", p->out);
        say(p, how, bd_view_part(m->text, i, k));
        if (!p->colour && how[0])
            fputs(how == TRIGGER ? "_" : "]", p->out);
    }
    fputc('\n', p->out);
}

static void report(const pen *p, const bede_found_mention *m) {
    fputc('\n', p->out);
    say(p, BOLD, m->outlet.n ? m->outlet : m->article);
    if (m->published.n)
        fprintf(p->out, ", %.*s", (int)m->published.n, m->published.s);
    if (m->title.n)
        fprintf(p->out, ": %.*s", (int)m->title.n, m->title.s);
    fputc('\n', p->out);
    sentence(p, m);
    if (m->said_by.n)
        fprintf(p->out, "    according to %.*s\n", (int)m->said_by.n, m->said_by.s);
    if (m->reported_by.n)
        fprintf(p->out, "    reported by %.*s\n", (int)m->reported_by.n, m->reported_by.s);
    fputs("    ", p->out);
    say(p, DIM, m->rule);
    fputs("; ", p->out);
    say(p, DIM, m->why);
    fputc('\n', p->out);
    if (m->url.n) {
        fputs("    ", p->out);
        say(p, DIM, m->url);
        fputc('\n', p->out);
    }
}

static const char *plural(int64_t n) {
    return n == 1 ? "" : "s";
}

void out_shown(FILE *out, const bede_found *e, bool colour) {
    pen p = {out, colour};
    head(&p, e);
    fprintf(out, "told by %lld independent source%s, in %lld article%s, %lld time%s\n",
            (long long)e->n_sources, plural(e->n_sources), (long long)e->n_articles,
            plural(e->n_articles), (long long)e->n_mentions, plural(e->n_mentions));
    for (size_t i = 0; i < e->n_told; i++)
        report(&p, &e->mentions[i]);
    if ((int64_t)e->n_told < e->n_mentions)
        say_z(&p, DIM, "and more\n");
}
