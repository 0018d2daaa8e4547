/* SPDX-License-Identifier: Apache-2.0 */
/* bede read: pages in, events out. Files are read on any thread and written in their order. */
#include "cli/cli.h"
#include "cli/resume.h"

#include "base/pool.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum format { TABLE, EVENTS, ARTICLES, TEXT, HTML } format;

typedef struct worker {
    bede_reader *reader;
    const struct plan *plan;
} worker;

typedef struct plan {
    format format;
    bede_options options;
    bede_source_options source;
    bool progress;
    bool colour;
    size_t n_inputs, n_done, bad, unwanted;
    bede_source_counts counts;
    cli_resume *resume; /* what is done already, NULL */
} plan;

/* One page under way. The strings stand behind its bytes. */
typedef struct job {
    char *name, *bytes; /* malloc, as is the job */
    size_t n;
    bede_options options;
    const char *path; /* of its input */
    uint64_t next, number;
    bool end;  /* no page: its input's end */
    char *out; /* what goes to standard output; malloc */
    size_t n_out;
    bede_error err;
} job;

static void write_article(FILE *f, const plan *p, const bede_article *a) {
    switch (p->format) {
    case EVENTS: out_events(f, a); break;
    case ARTICLES: out_article(f, a); break;
    case TEXT: out_text(f, a); break;
    case HTML: out_html(f, a); break;
    case TABLE: {
        out_table *t = out_table_new(p->colour);
        out_table_add(t, a);
        out_table_print(t, f);
        break;
    }
    }
}

/* The archive did not tell the language, the page does. */
static bool wanted(const plan *p, const bede_article *a) {
    return !p->source.language || !a->language.n || bd_view_starts(a->language, p->source.language);
}

static void read_one(void *worker_, void *job_) {
    worker *w = worker_;
    job *j = job_;
    if (j->err.what[0] || j->end)
        return;
    const bede_article *a = bede_read(w->reader, j->name, j->bytes, j->n, &j->options, &j->err);
    if (!a || !wanted(w->plan, a))
        return;
    FILE *f = open_memstream(&j->out, &j->n_out);
    if (!f) {
        bd_fail(&j->err, j->name, "no memory for its output");
        return;
    }
    write_article(f, w->plan, a);
    fclose(f);
}

/* What was printed leaves first: a page may come twice after a kill, never not at all. */
static void note_progress(const plan *p, const job *j) {
    if (!p->resume || strcmp(j->path, "-") == 0)
        return;
    fflush(stdout);
    if (j->end)
        cli_resume_done(p->resume, j->path);
    else if (j->next)
        cli_resume_at(p->resume, j->path, j->next, j->number);
}

static void print_one(void *plan_, void *job_) {
    plan *p = plan_;
    job *j = job_;
    p->n_done += !j->end;
    if (p->progress)
        fprintf(stderr, "\r%zu pages", p->n_done);
    if (j->err.what[0]) {
        if (p->progress)
            fputc('\n', stderr);
        cli_complain(&j->err);
        p->bad++;
    }
    if (j->out)
        fwrite(j->out, 1, j->n_out, stdout);
    note_progress(p, j);
    free(j->out);
    free(j->bytes);
    free(j);
}

static int usage(FILE *to) {
    fputs(
        "usage: bede read [OPTION...] FILE|FOLDER|ADDRESS|-...\n\n"
        "Reads news pages and prints their events. An input is a page (HTML, or plain text saved\n"
        "from one), a WARC or WET archive, an RSS, Atom or JSON feed, a news sitemap, JSON lines, "
        "a\n"
        "mailbox, or an http(s) address; any file may be packed with gzip or zstd.\n\n"
        "  --format FORMAT     table     a table for people (default on a terminal)\n"
        "                      events    JSON, one event a line (default in a pipe)\n"
        "                      articles  JSON, one article a line, with its events\n"
        "                      text      title, date and clean text\n"
        "  --date YYYY-MM-DD   the day of publication, for pages that do not tell theirs\n"
        "  --input KIND        auto (default), html or text\n"
        "  --threads N         default: one a core\n" CLI_KNOW_HELP
        "  --color WHEN        auto (default), always or never\n"
        "  --help\n\n"
        "Of archives, feeds and JSON lines only these:\n"
        "  --host HOST         pages of this host and those under it\n"
        "  --language CODE     pages in this language (en)\n"
        "  --type TYPE         whose media type begins so (text/html)\n"
        "  --since DAY, --until DAY   captured or published then, both days included\n"
        "  --start OFFSET      of a WARC file or JSON lines: goes on at this byte\n"
        "  --resume FILE       notes in FILE how far each input was read, and goes on from there;\n"
        "                      what a killed run has printed stays: print with >>\n"
        "  --map KEYS          of JSON lines: other names of keys, as in text=body,title=headline\n"
        "  --timeout SECONDS   for one address (30)\n"
        "  --ignore-robots     of addresses: does not ask robots.txt\n\n"
        "A folder is read with everything in it whose name ends like one of these inputs.\n"
        "Exit status: 0 done, 1 some input could not be read, 2 wrong usage.\n",
        to);
    return to == stdout ? 0 : 2;
}

/* What the options say. False after a complaint. */
typedef struct settings {
    plan plan;
    cli_know know;
    const char *threads, *resume;
    bool help;
} settings;

static int choice(const char *arg, const char *const *names) {
    for (int i = 0; names[i]; i++)
        if (strcmp(arg, names[i]) == 0)
            return i;
    fprintf(stderr, "bede read: \"%s\" is not one of:", arg);
    for (int i = 0; names[i]; i++)
        fprintf(stderr, " %s", names[i]);
    fputc('\n', stderr);
    return -1;
}

static bool day(const char *option, const char *arg, bede_date *out) {
    if (bede_date_parse(arg, out) && out->day)
        return true;
    fprintf(stderr, "bede read: %s takes YYYY-MM-DD, not \"%s\"\n", option, arg);
    return false;
}

static bool offset(const char *arg, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(arg, &end, 10);
    if (!errno && end != arg && !*end && arg[0] != '-')
        return true;
    fprintf(stderr, "bede read: --start takes an offset in bytes, not \"%s\"\n", arg);
    return false;
}

static bool seconds(const char *arg, unsigned *out) {
    char *end;
    long n = strtol(arg, &end, 10);
    *out = n > 0 && n <= 86400 ? (unsigned)n : 0;
    if (*out && !*end)
        return true;
    fprintf(stderr, "bede read: --timeout takes seconds, not \"%s\"\n", arg);
    return false;
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const char *const formats[] = {"table", "events", "articles", "text", "html", NULL};
    static const char *const inputs[] = {"auto", "html", "text", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"date", required_argument, NULL, 'd'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"threads", required_argument, NULL, 't'},
                                            CLI_KNOW_OPTIONS,
                                            {"color", required_argument, NULL, 'c'},
                                            {"host", required_argument, NULL, 'H'},
                                            {"language", required_argument, NULL, 'L'},
                                            {"type", required_argument, NULL, 'T'},
                                            {"since", required_argument, NULL, 'S'},
                                            {"until", required_argument, NULL, 'U'},
                                            {"map", required_argument, NULL, 'M'},
                                            {"start", required_argument, NULL, 'O'},
                                            {"resume", required_argument, NULL, 'P'},
                                            {"timeout", required_argument, NULL, 'W'},
                                            {"ignore-robots", no_argument, NULL, 'R'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    int picked;
    for (int c; (c = getopt_long(argc, argv, "f:d:t:h", options, NULL)) != -1;) {
        switch (c) {
        case 'f':
            if ((picked = choice(optarg, formats)) < 0)
                return false;
            s->plan.format = (format)picked;
            break;
        case 'i':
            if ((picked = choice(optarg, inputs)) < 0)
                return false;
            s->plan.options.input = (bede_input)picked;
            break;
        case 'c':
            if ((picked = choice(optarg, colours)) < 0)
                return false;
            s->plan.colour = picked == 1 || (picked == 0 && s->plan.colour);
            break;
        case 'd':
            if (!day("--date", optarg, &s->plan.options.date))
                return false;
            break;
        case 'S':
            if (!day("--since", optarg, &s->plan.source.since))
                return false;
            break;
        case 'U':
            if (!day("--until", optarg, &s->plan.source.until))
                return false;
            break;
        case 'O':
            if (!offset(optarg, &s->plan.source.start))
                return false;
            break;
        case 'P': s->resume = optarg; break;
        case 'W':
            if (!seconds(optarg, &s->plan.source.seconds))
                return false;
            break;
        case 'H': s->plan.source.host = optarg; break;
        case 'L': s->plan.source.language = optarg; break;
        case 'T': s->plan.source.type = optarg; break;
        case 'M': s->plan.source.map = optarg; break;
        case 'R': s->plan.source.ignore_robots = true; break;
        case 't': s->threads = optarg; break;
        case 'h': s->help = true; return true;
        default:
            if (!cli_know_option(&s->know, c))
                return false;
        }
    }
    if (optind >= argc)
        fputs("bede read: no input named\n", stderr);
    return optind < argc;
}

static bool start_workers(worker *workers, unsigned n, const bede_knowledge *know, const plan *p) {
    for (unsigned i = 0; i < n; i++) {
        bede_error err = {0};
        workers[i].plan = p;
        workers[i].reader = bede_reader_new(know, &err);
        if (!workers[i].reader) {
            cli_complain(&err);
            return false;
        }
    }
    return true;
}

static bede_view moved(char **at, bede_view v) {
    char *to = *at;
    if (v.n)
        memcpy(to, v.s, v.n);
    to[v.n] = '\0';
    *at += v.n + 1;
    return bd_view(v.n ? to : NULL, v.n);
}

/* The source's item lives until its next; the job has a copy of all of it. */
static job *job_of(const bede_item *item, const char *path, const plan *p, const bede_error *err) {
    job *j = calloc(1, sizeof *j);
    bede_options o = item->options;
    bede_view name = bd_view_z(item->name),
              texts[] = {o.url, o.charset, o.title, o.author, o.language, o.outlet};
    size_t n = item->n + name.n + 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        n += texts[i].n + 1;
    if (!j || !(j->bytes = malloc(n + 1))) {
        free(j);
        return NULL;
    }
    if (item->n)
        memcpy(j->bytes, item->bytes, item->n);
    char *at = j->bytes + item->n;
    j->n = item->n;
    j->name = at;
    moved(&at, name);
    o.url = moved(&at, o.url);
    o.charset = moved(&at, o.charset);
    o.title = moved(&at, o.title);
    o.author = moved(&at, o.author);
    o.language = moved(&at, o.language);
    o.outlet = moved(&at, o.outlet);
    if (p->options.input != BEDE_INPUT_AUTO)
        o.input = p->options.input;
    if (!o.date.year)
        o.date = p->options.date;
    o.explain = p->options.explain;
    j->options = o;
    j->next = item->next;
    j->number = item->number;
    j->path = path;
    if (err)
        j->err = *err;
    return j;
}

/* Every page of one input goes to the pool. */
static void read_source(plan *p, bd_pool *pool, const char *path) {
    bede_error err = {0};
    bede_source_options o = p->source;
    if (p->resume && !cli_resume_from(p->resume, path, &o.start, &o.start_number))
        return;
    bede_source *s = bede_source_open(path, &o, &err);
    if (!s) {
        cli_complain(&err);
        p->bad++;
        return;
    }
    bede_item item;
    for (int got; (got = bede_source_next(s, &item, &err)) != 0; err = (bede_error){0}) {
        job *j = job_of(&item, path, p, got < 0 ? &err : NULL);
        if (!j) {
            bd_fail(&err, path, "no memory for a page of it");
            cli_complain(&err);
            p->bad++;
            break;
        }
        bd_pool_submit(pool, j);
    }
    job *end = p->resume ? calloc(1, sizeof *end) : NULL;
    if (end) {
        end->path = path;
        end->end = true;
        bd_pool_submit(pool, end);
    }
    bede_source_counts c = bede_source_count(s);
    p->counts.items += c.items;
    p->counts.filtered += c.filtered;
    p->counts.other += c.other;
    p->counts.bad += c.bad;
    bede_source_free(s);
}

static bool read_all(settings *s, char **paths, size_t n, const bede_knowledge *know,
                     unsigned threads) {
    worker *workers = calloc(threads, sizeof *workers);
    void **contexts = calloc(threads, sizeof *contexts);
    bool ok = workers && contexts && start_workers(workers, threads, know, &s->plan);
    bd_pool *pool = NULL;
    if (ok) {
        for (unsigned i = 0; i < threads; i++)
            contexts[i] = &workers[i];
        pool = bd_pool_new(&(bd_pool_plan){.threads = threads,
                                           .workers = contexts,
                                           .work = read_one,
                                           .done = print_one,
                                           .ctx = &s->plan});
        ok = pool != NULL;
    }
    for (size_t i = 0; ok && i < n; i++)
        read_source(&s->plan, pool, paths[i]);
    bd_pool_free(pool);
    for (unsigned i = 0; workers && i < threads; i++)
        bede_reader_free(workers[i].reader);
    free(contexts);
    free(workers);
    return ok;
}

/* Of archives: what was done with how many records. */
static void summary(const plan *p) {
    const bede_source_counts *c = &p->counts;
    if (c->filtered || c->other || (c->bad && c->items > 1))
        fprintf(stderr,
                "bede: %llu pages, %llu filtered out, %llu records without a page, %llu that could "
                "not be read\n",
                (unsigned long long)c->items, (unsigned long long)c->filtered,
                (unsigned long long)c->other, (unsigned long long)c->bad);
}

int cmd_read(int argc, char **argv) {
    bool terminal = isatty(STDOUT_FILENO);
    settings s = {
        .plan = {.format = terminal ? TABLE : EVENTS, .colour = terminal && !getenv("NO_COLOR")}};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    unsigned threads = cli_threads(s.threads);
    if (!threads)
        return 2;
    bd_arena a;
    bd_arena_init(&a, 0);
    size_t n = 0;
    char **paths = cli_inputs(&a, argc - optind, argv + optind, &n, &s.plan.bad);
    s.plan.n_inputs = n;
    s.plan.progress = isatty(STDERR_FILENO) && !terminal && n > 50;
    if (s.resume && !(s.plan.resume = cli_resume_open(s.resume)))
        return 1;
    bede_knowledge *know = cli_know_open(&s.know);
    s.plan.options.explain = s.plan.format == HTML;
    if (s.plan.format == HTML)
        out_html_begin(stdout);
    bool ok = know && read_all(&s, paths, n, know, threads);
    if (s.plan.format == HTML)
        out_html_end(stdout);
    if (s.plan.progress)
        fputc('\n', stderr);
    summary(&s.plan);
    cli_resume_close(s.plan.resume);
    bede_knowledge_free(know);
    bd_arena_free(&a);
    return ok && !s.plan.bad ? 0 : 1;
}
