/* SPDX-License-Identifier: Apache-2.0 */
/* bede explain: every step for one sentence, and why nothing was coded when nothing was. */
#include "cli/cli.h"

#include "base/file.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct kept_step {
    bede_step step;
    char why[512];
} kept_step;

typedef struct explain {
    kept_step *steps;
    size_t n, cap;
    const bede_knowledge *know;
    bool colour, json, all;
    const char *only; /* "3,5": these sentences; NULL for all */
} explain;

static void keep(void *ctx, const bede_article *a, const bede_step *step) {
    explain *x = ctx;
    (void)a;
    if (x->n == x->cap) {
        size_t cap = x->cap ? 2 * x->cap : 256;
        kept_step *more = realloc(x->steps, cap * sizeof *more);
        if (!more)
            return;
        x->steps = more;
        x->cap = cap;
    }
    x->steps[x->n].step = *step;
    snprintf(x->steps[x->n].why, sizeof x->steps[x->n].why, "%s", step->why);
    x->n++;
}

static bool chosen(const explain *x, uint32_t sentence) {
    if (!x->only)
        return true;
    for (bede_view rest = bd_view_z(x->only), one; bd_view_split(&rest, ',', &one);)
        if (strtoul(one.s, NULL, 10) == sentence + 1u)
            return true;
    return false;
}

/* ---- for people ---- */

static const char *paint(const explain *x, const char *code) {
    return x->colour ? code : "";
}
#define BOLD "\033[1m"
#define DIM "\033[2m"
#define GREEN "\033[32m"
#define RED "\033[31m"
#define CYAN "\033[36m"
#define PLAIN "\033[0m"

static bede_view span_text(const bede_article *a, bede_span s) {
    return bd_view(a->text.s + s.start, s.end - s.start);
}

static void heading(const explain *x, const char *what) {
    printf("  %s%s%s\n", paint(x, BOLD), what, paint(x, PLAIN));
}

/* One word and what hangs on it, deeper ones further right. */
static void branch(const explain *x, const bede_article *a, const bede_sentence *s, uint32_t i,
                   char *prefix, size_t n) {
    enum { DEEPEST = 300 };
    const bede_word *words = a->words + s->first_word, *w = &words[i];
    bede_view form = span_text(a, w->span);
    printf("%.*s %s%s %s%s\n", (int)form.n, form.s, paint(x, DIM), bede_xpos_name(x->know, w->xpos),
           bede_deprel_name(x->know, w->deprel), paint(x, PLAIN));
    uint32_t last = UINT32_MAX;
    for (uint32_t c = 0; c < s->n_words; c++)
        if (words[c].head == (int32_t)i && c != i)
            last = c;
    for (uint32_t c = 0; last != UINT32_MAX && c <= last && n < DEEPEST; c++) {
        if (words[c].head != (int32_t)i || c == i)
            continue;
        printf("    %s%s ", prefix, c == last ? "└─" : "├─");
        strcpy(prefix + n, c == last ? "   " : "│  ");
        branch(x, a, s, c, prefix, n + strlen(prefix + n));
        prefix[n] = '\0';
    }
}

static void draw_tree(const explain *x, const bede_article *a, const bede_sentence *s) {
    char prefix[512] = "";
    heading(x, "words and tree");
    for (uint32_t i = 0; i < s->n_words; i++)
        if (a->words[s->first_word + i].head < 0) {
            fputs("    ", stdout);
            branch(x, a, s, i, prefix, 0);
        }
}

static void show_identity(const explain *x, const bede_identity *who) {
    printf("%s%s %s%s", paint(x, CYAN), who->code[0] ? who->code : "-",
           who->sector[0] ? who->sector : "-", paint(x, PLAIN));
    if (who->name.n)
        printf(" %.*s", (int)who->name.n, who->name.s);
    if (who->office.n)
        printf(", %.*s", (int)who->office.n, who->office.s);
}

static void show_mentions(const explain *x, const bede_article *a, uint32_t sentence) {
    heading(x, "who");
    for (size_t i = 0; i < a->n_mentions; i++) {
        const bede_mention *m = &a->mentions[i];
        if (m->sentence != sentence)
            continue;
        bede_view t = span_text(a, m->span);
        printf("    %.*s: ", (int)t.n, t.s);
        for (uint32_t k = 0; k < m->n_members; k++) {
            fputs(k ? " + " : "", stdout);
            show_identity(x, &a->mentions[m->members[k]].who);
        }
        if (!m->n_members)
            show_identity(x, &m->who);
        printf(" %s(%.*s)%s\n", paint(x, DIM), (int)(m->source.n ? m->source.n : 12),
               m->source.n ? m->source.s : "nobody known", paint(x, PLAIN));
    }
}

static void show_dates(const explain *x, const bede_dates *d) {
    char from[11], to[11];
    bede_date_format(d->from, from);
    bede_date_format(d->to, to);
    printf("%s%s%s%s%s", paint(x, CYAN), from, strcmp(from, to) ? " to " : "",
           strcmp(from, to) ? to : "", paint(x, PLAIN));
}

static void show_times(const explain *x, const bede_article *a, uint32_t sentence) {
    heading(x, "when and where");
    for (size_t i = 0; i < a->n_times; i++)
        if (a->times[i].sentence == sentence) {
            bede_view t = span_text(a, a->times[i].span);
            printf("    %.*s: ", (int)t.n, t.s);
            show_dates(x, &a->times[i].dates);
            printf(" %s(%s)%s\n", paint(x, DIM), bede_precision_name(a->times[i].dates.precision),
                   paint(x, PLAIN));
        }
    for (size_t i = 0; i < a->n_places; i++)
        if (a->places[i].sentence == sentence) {
            const bede_place *p = &a->places[i];
            bede_view t = span_text(a, p->span);
            printf("    %.*s: %s%.*s %s%s %.2f %.2f\n", (int)t.n, t.s, paint(x, CYAN),
                   (int)p->name.n, p->name.s, p->country, paint(x, PLAIN), (double)p->lat,
                   (double)p->lon);
        }
}

/* Most rules of a word were never near: those whose particle is missing, and all but a few. */
static bool shown(const explain *x, const kept_step *s, unsigned *tried) {
    enum { FEW = 6 };
    if (x->all || s->step.kind != BEDE_STEP_FAILED)
        return true;
    return strncmp(s->why, "no \"", 4) != 0 && ++*tried <= FEW;
}

static void show_step(const explain *x, const kept_step *s) {
    static const char *const marks[BEDE_STEP_KINDS] = {"tried", "holds", "eaten", "dropped",
                                                       "EVENT"};
    static const char *const colours[BEDE_STEP_KINDS] = {DIM, GREEN, RED, RED, BOLD GREEN};
    const int wide = x->all ? (int)sizeof s->why : 110;
    printf("      %s%-7s %.*s: %.*s%s%s\n", paint(x, colours[s->step.kind]), marks[s->step.kind],
           (int)s->step.rule.n, s->step.rule.s, wide, s->why,
           (int)strlen(s->why) > wide ? " ..." : "", paint(x, PLAIN));
}

static void show_steps(const explain *x, const bede_article *a, uint32_t sentence) {
    uint32_t last = UINT32_MAX;
    unsigned tried = 0;
    heading(x, "rules");
    for (size_t i = 0; i < x->n; i++) {
        const bede_step *s = &x->steps[i].step;
        if (s->sentence != sentence || s->kind == BEDE_STEP_GIST)
            continue;
        bede_view t = span_text(a, a->words[s->word].span);
        if (s->word != last) {
            printf("    %s%.*s%s\n", paint(x, BOLD), (int)t.n, t.s, paint(x, PLAIN));
            tried = 0;
        }
        last = s->word;
        if (shown(x, &x->steps[i], &tried))
            show_step(x, &x->steps[i]);
    }
    if (last == UINT32_MAX)
        puts("    no rule asks for any word of this sentence");
}

/* Class and roles of the sentence, and what spoke for them. */
static void show_gist(const explain *x, const bede_article *a, uint32_t sentence) {
    bool any = false;
    for (size_t i = 0; i < x->n; i++) {
        const bede_step *s = &x->steps[i].step;
        if (s->sentence != sentence || s->kind != BEDE_STEP_GIST)
            continue;
        if (!any)
            heading(x, "gist");
        any = true;
        bede_view t = span_text(a, a->words[s->word].span);
        printf("    %s%.*s%s %s\n", paint(x, BOLD), (int)t.n, t.s, paint(x, PLAIN),
               x->steps[i].why);
    }
}

static void show_parties(const explain *x, const bede_article *a, const bede_party *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bede_view t = span_text(a, p[i].span);
        fputs(i ? " + " : "", stdout);
        show_identity(x, &p[i].who);
        printf(" \"%.*s\"", (int)t.n, t.s);
    }
    if (!n)
        fputs("nobody", stdout);
}

static void show_quotes(const explain *x, const bede_article *a, uint32_t sentence) {
    bool any = false;
    for (size_t i = 0; i < a->n_quotes; i++) {
        const bede_quote *q = &a->quotes[i];
        if (q->sentence != sentence)
            continue;
        if (!any)
            heading(x, "quotes");
        any = true;
        bede_view words = span_text(a, q->span), cue = span_text(a, q->cue);
        bede_view by = q->speaker < a->n_mentions ? span_text(a, a->mentions[q->speaker].span)
                                                  : bd_view("somebody", 8);
        printf("    %.*s%s%.*s: %s%.*s%s\n", (int)by.n, by.s, cue.n ? ", " : "", (int)cue.n, cue.s,
               q->direct ? "\"" : "", (int)words.n, words.s, q->direct ? "\"" : "");
    }
}

static void show_events(const explain *x, const bede_article *a, uint32_t sentence) {
    size_t found = 0;
    heading(x, "events");
    for (size_t i = 0; i < a->n_events; i++) {
        const bede_event *e = &a->events[i];
        if (e->sentence != sentence)
            continue;
        bede_view t = span_text(a, e->trigger);
        found++;
        printf("    %s%s%s %s \"%.*s\": ", paint(x, BOLD GREEN), bede_event_name(e->type),
               paint(x, PLAIN), e->cameo, (int)t.n, t.s);
        show_parties(x, a, e->actors, e->n_actors);
        fputs(" > ", stdout);
        show_parties(x, a, e->recipients, e->n_recipients);
        fputs(", ", stdout);
        show_dates(x, &e->dates);
        if (e->place != UINT32_MAX)
            printf(", in %.*s", (int)a->places[e->place].name.n, a->places[e->place].name.s);
        if (e->said_by != UINT32_MAX) {
            bede_view by = span_text(a, a->mentions[e->said_by].span);
            printf(", said by %.*s", (int)by.n, by.s);
        }
        if (e->reported_by.n)
            printf(", reported by %.*s", (int)e->reported_by.n, e->reported_by.s);
        printf("\n      %s%.*s%s\n", paint(x, DIM), (int)e->rule.n, e->rule.s, paint(x, PLAIN));
    }
    if (!found)
        printf("    none%s\n", a->off_topic ? ": the article is about sport, film or markets"
                                            : "; the steps above say why");
}

static void show_article(const explain *x, const bede_article *a) {
    char day[11];
    bede_date_format(a->published, day);
    printf("%s%.*s%s\n", paint(x, BOLD), (int)a->name.n, a->name.s, paint(x, PLAIN));
    printf("  date: %s (%s)\n", day[0] ? day : "not known", bede_basis_name(a->basis));
    for (size_t i = 0; i < a->n_reckoning; i++)
        printf("    %.*s\n", (int)a->reckoning[i].n, a->reckoning[i].s);
    if (a->n_sentences == 0)
        puts("  no article here");
}

static void show(const explain *x, const bede_article *a) {
    show_article(x, a);
    for (uint32_t i = 0; i < a->n_sentences; i++) {
        const bede_sentence *s = &a->sentences[i];
        if (!chosen(x, i))
            continue;
        bede_view t = span_text(a, s->span);
        printf("\n%s%u%s %.*s\n", paint(x, BOLD), i + 1, paint(x, PLAIN), (int)t.n, t.s);
        draw_tree(x, a, s);
        show_mentions(x, a, i);
        show_times(x, a, i);
        show_steps(x, a, i);
        show_gist(x, a, i);
        show_quotes(x, a, i);
        show_events(x, a, i);
    }
}

/* ---- for programs ---- */

static void to_stdout(void *ctx, const char *s, size_t n) {
    (void)ctx;
    fwrite(s, 1, n, stdout);
}

/* The sentences chosen, one after the other, or all. */
static bool write_json(const explain *x, bede_reader *reader, const char *name, bede_view bytes,
                       const bede_options *options, bede_error *err) {
    if (!x->only)
        return bede_explain_write(reader, name, bytes.s, bytes.n, options, 0, to_stdout, NULL, err);
    bool ok = true;
    for (bede_view rest = bd_view_z(x->only), one; ok && bd_view_split(&rest, ',', &one);) {
        unsigned long n = strtoul(one.s, NULL, 10);
        ok = n > 0 && n < UINT32_MAX ? bede_explain_write(reader, name, bytes.s, bytes.n, options,
                                                          (uint32_t)n, to_stdout, NULL, err)
                                     : bd_fail(err, name, "sentences are counted from 1");
    }
    return ok;
}

/* ---- the command ---- */

static int usage(FILE *to) {
    fputs(
        "usage: bede explain [OPTION...] SENTENCE|FILE|-...\n\n"
        "Shows every step: words and tree, who, when and where with the dictionary line that\n"
        "decided, the rules that were tried on each word, the one that holds, what became of it,\n"
        "and the events. An argument that is no file is read as a sentence.\n\n"
        "  --sentence N[,M]    only these sentences of a file\n"
        "  --date YYYY-MM-DD   the day of publication, for pages that do not tell theirs\n"
        "  --all               every rule that was tried, not only the nearest of each word\n"
        "  --format FORMAT     text (default) or json: one sentence a line\n"
        "  --color WHEN        auto (default), always or never\n" CLI_KNOW_HELP,
        to);
    return to == stdout ? 0 : 2;
}

static bool explain_one(explain *x, bede_reader *reader, const char *arg, bede_options options) {
    bede_error err = {0};
    bd_arena arena;
    bede_view bytes = bd_view_z(arg);
    const char *name = "sentence";
    bd_arena_init(&arena, 0);
    bool ok = true;
    if (strcmp(arg, "-") == 0 || access(arg, F_OK) == 0) {
        name = arg;
        ok = bd_file_read(&arena, arg, &bytes, &err);
    } else {
        options.input = BEDE_INPUT_SENTENCE;
    }
    x->n = 0;
    if (x->json) {
        ok = ok && write_json(x, reader, name, bytes, &options, &err);
        if (!ok)
            cli_complain(&err);
        bd_arena_free(&arena);
        return ok;
    }
    const bede_article *a =
        ok ? bede_explain(reader, name, bytes.s, bytes.n, &options, keep, x, &err) : NULL;
    if (a)
        show(x, a);
    else
        cli_complain(&err);
    bd_arena_free(&arena);
    return a != NULL;
}

int cmd_explain(int argc, char **argv) {
    static const struct option long_options[] = {
        {"date", required_argument, NULL, 'd'},   {"sentence", required_argument, NULL, 's'},
        {"format", required_argument, NULL, 'f'}, {"color", required_argument, NULL, 'c'},
        {"all", no_argument, NULL, 'a'},          CLI_KNOW_OPTIONS,
        {"help", no_argument, NULL, 'h'},         {0}};
    explain x = {.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
    bede_options options = {0};
    cli_know own = {0};
    for (int c; (c = getopt_long(argc, argv, "d:s:f:h", long_options, NULL)) != -1;) {
        bool fine = cli_know_option(&own, c);
        if (c == 'd')
            fine = bede_date_parse(optarg, &options.date);
        else if (c == 'a')
            fine = x.all = true;
        else if (c == 's')
            fine = (x.only = optarg) != NULL;
        else if (c == 'f')
            fine = (x.json = !strcmp(optarg, "json")) || !strcmp(optarg, "text");
        else if (c == 'c')
            fine =
                (x.colour = strcmp(optarg, "never") && (x.colour || !strcmp(optarg, "always")), 1);
        if (!fine)
            return usage(c == 'h' ? stdout : stderr);
    }
    if (optind >= argc)
        return usage(stderr);
    bede_error err = {0};
    bede_knowledge *know = cli_know_open(&own);
    bede_reader *reader = know ? bede_reader_new(know, &err) : NULL;
    if (know && !reader)
        cli_complain(&err);
    bool ok = reader != NULL;
    x.know = know;
    for (int i = optind; reader && i < argc; i++)
        ok &= explain_one(&x, reader, argv[i], options);
    free(x.steps);
    bede_reader_free(reader);
    bede_knowledge_free(know);
    return ok ? 0 : 1;
}
