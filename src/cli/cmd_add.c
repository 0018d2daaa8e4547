/* SPDX-License-Identifier: Apache-2.0 */
/* bede add: pages into a store. */
#include "cli/cli.h"

#include "base/error.h"
#include "base/pool.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct job {
    char *bytes; /* of the page, then of its texts */
    size_t n;
    const char *name;
    bede_options options;
    int64_t key;
    bede_entry *entry;
    bede_error err;
    bool failed;
} job;

typedef struct adding {
    bede_store *store;
    bede_source_options source;
    bede_options options;
    uint64_t added, known, bad;
    bool broken, progress;
} adding;

typedef struct worker {
    bede_reader *reader;
} worker;

static void job_free(job *j) {
    bede_entry_free(j->entry);
    free(j->bytes);
    free(j);
}

/* On any thread. */
static void read_one(void *ctx, void *item) {
    worker *w = ctx;
    job *j = item;
    if (j->failed)
        return;
    const bede_article *a = bede_read(w->reader, j->name, j->bytes, j->n, &j->options, &j->err);
    j->entry = a ? bede_entry_new(a, j->key, &j->err) : NULL;
    j->failed = !j->entry;
}

/* On the one thread that writes, in the order of input. */
static void add_one(void *ctx, void *item) {
    adding *p = ctx;
    job *j = item;
    int got = p->broken || j->failed ? 0 : bede_store_add(p->store, j->entry, &j->err);
    if (j->failed || got < 0) {
        cli_complain(&j->err);
        p->bad++;
        p->broken |= got < 0;
    } else if (!p->broken) {
        p->added += got == 1;
        p->known += got == 0;
        if (p->progress && (p->added + p->known) % 64 == 0)
            fprintf(stderr, "\r%llu pages", (unsigned long long)(p->added + p->known));
    }
    job_free(j);
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
static job *job_of(const bede_item *item, const adding *p, int64_t key) {
    bede_options o = item->options;
    bede_view name = bd_view_z(item->name),
              *texts[] = {&o.url, &o.charset, &o.title, &o.author, &o.language, &o.outlet};
    size_t n = item->n + name.n + 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        n += texts[i]->n + 1;
    job *j = calloc(1, sizeof *j);
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
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = moved(&at, *texts[i]);
    if (p->options.input != BEDE_INPUT_AUTO)
        o.input = p->options.input;
    if (!o.date.year)
        o.date = p->options.date;
    j->options = o;
    j->key = key;
    return j;
}

static void add_source(adding *p, bd_pool *pool, const char *path) {
    bede_error err = {0};
    bede_source *s = bede_source_open(path, &p->source, &err);
    if (!s) {
        cli_complain(&err);
        p->bad++;
        return;
    }
    bede_item item;
    for (int got; !p->broken && (got = bede_source_next(s, &item, &err)) != 0;
         err = (bede_error){0}) {
        if (got < 0) {
            cli_complain(&err);
            p->bad++;
            continue;
        }
        bede_view place = item.options.url.n ? item.options.url : bd_view_z(item.name);
        int64_t key = bede_entry_key(place, item.bytes, item.n);
        if (bede_store_knows(p->store, key, &err) == 1) {
            p->known++;
            continue;
        }
        job *j = job_of(&item, p, key);
        if (!j) {
            bd_fail(&err, path, "no memory for a page of it");
            cli_complain(&err);
            p->bad++;
            break;
        }
        bd_pool_submit(pool, j);
    }
    bede_source_free(s);
}

static bool add_all(adding *p, char **paths, size_t n, const bede_knowledge *know,
                    unsigned threads) {
    worker *workers = calloc(threads, sizeof *workers);
    void **contexts = calloc(threads, sizeof *contexts);
    bede_error err = {0};
    bool ok = workers && contexts;
    for (unsigned i = 0; ok && i < threads; i++) {
        contexts[i] = &workers[i];
        ok = (workers[i].reader = bede_reader_new(know, &err)) != NULL;
    }
    bd_pool *pool = ok ? bd_pool_new(&(bd_pool_plan){.threads = threads,
                                                     .workers = contexts,
                                                     .work = read_one,
                                                     .done = add_one,
                                                     .ctx = p})
                       : NULL;
    for (size_t i = 0; pool && i < n && !p->broken; i++)
        add_source(p, pool, paths[i]);
    if (pool)
        bd_pool_free(pool);
    else
        fputs("bede: no memory or threads for reading\n", stderr);
    for (unsigned i = 0; workers && i < threads; i++)
        bede_reader_free(workers[i].reader);
    free(contexts);
    free(workers);
    return pool != NULL;
}

static int usage(FILE *to) {
    fputs(
        "usage: bede add [OPTION...] STORE INPUT...\n\n"
        "Reads pages as `bede read` does and adds them to a store, which is made if it is not\n"
        "there. What was added before is passed over; a run that was ended goes on when the same\n"
        "is run again.\n\n"
        "  --date DAY          day of publication of pages that do not tell it\n"
        "  --input KIND        auto, html, text\n"
        "  --since DAY, --until DAY, --host HOST, --language CODE, --type TYPE, --map KEYS\n"
        "                      only these pages of archives and feeds, as in `bede read`\n"
        "  --no-merge          every mention an event of its own\n"
        "  --threads N\n" CLI_KNOW_HELP CLI_KEY_HELP,
        to);
    return to == stdout ? 0 : 2;
}

typedef struct settings {
    adding p;
    cli_know know;
    cli_key key;
    const char *threads;
    bool no_merge, help;
} settings;

static bool day(const char *arg, bede_date *out) {
    if (bede_date_parse(arg, out))
        return true;
    fprintf(stderr, "bede add: \"%s\" is no day (YYYY-MM-DD)\n", arg);
    return false;
}

static bool kind(const char *arg, bede_input *out) {
    *out = !strcmp(arg, "html")   ? BEDE_INPUT_HTML
           : !strcmp(arg, "text") ? BEDE_INPUT_TEXT
                                  : BEDE_INPUT_AUTO;
    if (*out != BEDE_INPUT_AUTO || !strcmp(arg, "auto"))
        return true;
    fprintf(stderr, "bede add: --input takes auto, html or text, not \"%s\"\n", arg);
    return false;
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option options[] = {{"date", required_argument, NULL, 'd'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"threads", required_argument, NULL, 't'},
                                            {"since", required_argument, NULL, 'S'},
                                            {"until", required_argument, NULL, 'U'},
                                            {"host", required_argument, NULL, 'H'},
                                            {"language", required_argument, NULL, 'L'},
                                            {"type", required_argument, NULL, 'T'},
                                            {"map", required_argument, NULL, 'M'},
                                            {"ignore-robots", no_argument, NULL, 'R'},
                                            {"no-merge", no_argument, NULL, 'N'},
                                            {"help", no_argument, NULL, 'h'},
                                            CLI_KNOW_OPTIONS,
                                            CLI_KEY_OPTIONS,
                                            {0}};
    adding *p = &s->p;
    for (int c; (c = getopt_long(argc, argv, "d:t:h", options, NULL)) != -1;) {
        bool ok = true;
        switch (c) {
        case 'd': ok = day(optarg, &p->options.date); break;
        case 'i': ok = kind(optarg, &p->options.input); break;
        case 'S': ok = day(optarg, &p->source.since); break;
        case 'U': ok = day(optarg, &p->source.until); break;
        case 'H': p->source.host = optarg; break;
        case 'L': p->source.language = optarg; break;
        case 'T': p->source.type = optarg; break;
        case 'M': p->source.map = optarg; break;
        case 'R': p->source.ignore_robots = true; break;
        case 'N': s->no_merge = true; break;
        case 't': s->threads = optarg; break;
        case 'h': s->help = true; return true;
        default: ok = cli_know_option(&s->know, c) || cli_key_option(&s->key, c);
        }
        if (!ok)
            return false;
    }
    if (optind + 1 < argc)
        return true;
    fputs("bede add: name a store and what to add to it\n", stderr);
    return false;
}

int cmd_add(int argc, char **argv) {
    settings s = {0};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    unsigned threads = cli_threads(s.threads);
    if (!threads)
        return 2;
    bede_error err = {0};
    s.p.store = cli_store_open(argv[optind],
                               (bede_store_options){.make = true, .no_merge = s.no_merge}, &s.key);
    if (!s.p.store)
        return 1;
    bd_arena a;
    bd_arena_init(&a, 0);
    size_t n = 0, bad = 0;
    char **paths = cli_inputs(&a, argc - optind - 1, argv + optind + 1, &n, &bad);
    s.p.bad = bad;
    s.p.progress = isatty(STDERR_FILENO) && n > 50;
    bede_knowledge *know = cli_know_open(&s.know);
    bool ok = know && add_all(&s.p, paths, n, know, threads);
    if (s.p.progress)
        fputc('\n', stderr);
    if (!s.p.broken && ((s.p.bad && !bede_store_count_bad(s.p.store, s.p.bad, &err)) ||
                        !bede_store_end_run(s.p.store, &err))) {
        cli_complain(&err);
        ok = false;
    }
    fprintf(stderr, "bede: %llu pages added, %llu known, %llu that could not be read or added\n",
            (unsigned long long)s.p.added, (unsigned long long)s.p.known,
            (unsigned long long)s.p.bad);
    bede_store_close(s.p.store);
    bede_knowledge_free(know);
    bd_arena_free(&a);
    return ok && !s.p.bad ? 0 : 1;
}
