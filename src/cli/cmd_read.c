/* SPDX-License-Identifier: Apache-2.0 */
/* bede read: pages in, events out. Files are read on any thread and written in their order. */
#include "cli/cli.h"

#include "base/file.h"
#include "base/pool.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum format { TABLE, EVENTS, ARTICLES, TEXT } format;

typedef struct worker {
    bede_reader *reader;
    bd_arena files;
    const struct plan *plan;
} worker;

typedef struct plan {
    format format;
    bede_options options;
    bool progress;
    bool colour;
    size_t n_inputs, n_done, bad;
} plan;

typedef struct job {
    const char *path;
    char *out; /* what goes to standard output; malloc */
    size_t n_out;
    bede_error err;
} job;

static void write_article(FILE *f, const plan *p, const bede_article *a) {
    switch (p->format) {
    case EVENTS: out_events(f, a); break;
    case ARTICLES: out_article(f, a); break;
    case TEXT: out_text(f, a); break;
    case TABLE: {
        out_table *t = out_table_new(p->colour);
        out_table_add(t, a);
        out_table_print(t, f);
        break;
    }
    }
}

static void read_one(void *worker_, void *job_) {
    worker *w = worker_;
    job *j = job_;
    bede_view bytes;
    bd_arena_clear(&w->files);
    if (!bd_file_read(&w->files, j->path, &bytes, &j->err))
        return;
    const bede_article *a =
        bede_read(w->reader, j->path, bytes.s, bytes.n, &w->plan->options, &j->err);
    if (!a)
        return;
    FILE *f = open_memstream(&j->out, &j->n_out);
    if (!f) {
        bd_fail(&j->err, j->path, "no memory for its output");
        return;
    }
    write_article(f, w->plan, a);
    fclose(f);
}

static void print_one(void *plan_, void *job_) {
    plan *p = plan_;
    job *j = job_;
    p->n_done++;
    if (p->progress)
        fprintf(stderr, "\r%zu of %zu pages", p->n_done, p->n_inputs);
    if (j->err.what[0]) {
        if (p->progress)
            fputc('\n', stderr);
        cli_complain(&j->err);
        p->bad++;
    }
    if (j->out)
        fwrite(j->out, 1, j->n_out, stdout);
    free(j->out);
    j->out = NULL;
}

static int usage(FILE *to) {
    fputs("usage: bede read [OPTION...] FILE|FOLDER|-...\n\n"
          "Reads news pages (HTML, or plain text saved from a page) and prints their events.\n\n"
          "  --format FORMAT     table     a table for people (default on a terminal)\n"
          "                      events    JSON, one event a line (default in a pipe)\n"
          "                      articles  JSON, one article a line, with its events\n"
          "                      text      title, date and clean text\n"
          "  --date YYYY-MM-DD   the day of publication, for pages that do not tell theirs\n"
          "  --input KIND        auto (default), html or text\n"
          "  --threads N         default: one a core\n"
          "  --knowledge IMAGE   knowledge from this file instead of the built-in one\n"
          "  --color WHEN        auto (default), always or never\n"
          "  --help\n\n"
          "A folder is read with everything in it that ends in .html, .htm, .xhtml or .txt.\n"
          "Exit status: 0 done, 1 some input could not be read, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

/* What the options say. False after a complaint. */
typedef struct settings {
    plan plan;
    const char *knowledge, *threads;
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

static bool parse_options(int argc, char **argv, settings *s) {
    static const char *const formats[] = {"table", "events", "articles", "text", NULL};
    static const char *const inputs[] = {"auto", "html", "text", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"date", required_argument, NULL, 'd'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"threads", required_argument, NULL, 't'},
                                            {"knowledge", required_argument, NULL, 'k'},
                                            {"color", required_argument, NULL, 'c'},
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
            if (!bede_date_parse(optarg, &s->plan.options.date)) {
                fprintf(stderr, "bede read: --date takes YYYY-MM-DD, not \"%s\"\n", optarg);
                return false;
            }
            break;
        case 't': s->threads = optarg; break;
        case 'k': s->knowledge = optarg; break;
        case 'h': s->help = true; return true;
        default: return false;
        }
    }
    if (optind >= argc)
        fputs("bede read: no input named\n", stderr);
    return optind < argc;
}

static bool start_workers(worker *workers, unsigned n, const bede_knowledge *know, const plan *p) {
    for (unsigned i = 0; i < n; i++) {
        bede_error err = {0};
        bd_arena_init(&workers[i].files, 0);
        workers[i].plan = p;
        workers[i].reader = bede_reader_new(know, &err);
        if (!workers[i].reader) {
            cli_complain(&err);
            return false;
        }
    }
    return true;
}

static bool read_all(settings *s, char **paths, size_t n, const bede_knowledge *know,
                     unsigned threads) {
    worker *workers = calloc(threads, sizeof *workers);
    void **contexts = calloc(threads, sizeof *contexts);
    job *jobs = calloc(n + 1, sizeof *jobs);
    bool ok = workers && contexts && jobs && start_workers(workers, threads, know, &s->plan);
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
    for (size_t i = 0; ok && i < n; i++) {
        jobs[i].path = paths[i];
        bd_pool_submit(pool, &jobs[i]);
    }
    bd_pool_free(pool);
    for (unsigned i = 0; workers && i < threads; i++) {
        bede_reader_free(workers[i].reader);
        bd_arena_free(&workers[i].files);
    }
    free(jobs);
    free(contexts);
    free(workers);
    return ok;
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
    bede_knowledge *know = cli_knowledge(s.knowledge);
    if (threads > n)
        threads = n ? (unsigned)n : 1;
    bool ok = know && read_all(&s, paths, n, know, threads);
    if (s.plan.progress)
        fputc('\n', stderr);
    bede_knowledge_free(know);
    bd_arena_free(&a);
    return ok && !s.plan.bad ? 0 : 1;
}
