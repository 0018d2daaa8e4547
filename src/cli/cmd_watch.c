/* SPDX-License-Identifier: Apache-2.0 */
/* bede watch: follows feeds into a store, until it is told to end, or once. */
#include "cli/cli.h"

#include "base/file.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

static volatile sig_atomic_t ended; /* by a signal: there is no other way to be told */

static void end(int sig) {
    (void)sig;
    ended = 1;
}

static bool has_ended(void *ctx) {
    (void)ctx;
    return ended != 0;
}

static void complain(void *ctx, const bede_error *err) {
    (void)ctx;
    cli_complain(err);
}

typedef struct settings {
    bede_watch_options o;
    cli_know know;
    cli_key key;
    const char *feeds;
    bool once, help;
} settings;

static int usage(FILE *to) {
    fputs(
        "usage: bede watch [OPTION...] STORE FEED...\n\n"
        "Follows feeds (RSS, Atom, JSON Feed, sitemaps, by their addresses): reads the pages they\n"
        "name and adds them to a store, which is made if it is not there. Runs until it is ended.\n"
        "\n"
        "  --once              one round over the feeds that are due, for cron\n"
        "  --feeds FILE        addresses of feeds, one a line; # begins a comment\n"
        "  --every SECONDS     from one look at a feed to the next (900; with --once: 0)\n"
        "  --pause SECONDS     between two requests to one host (2), fractions as in 0.5\n"
        "  --timeout SECONDS   for one address (30)\n"
        "  --most N            pages of one feed in one round (200)\n"
        "  --ignore-robots     does not ask robots.txt; for hosts of one's own\n" CLI_KNOW_HELP
            CLI_KEY_HELP
        "\nA feed that has not changed costs one request (ETag, Last-Modified). One that fails, "
        "or\n"
        "answers 429, is left alone for longer and longer, or as long as it says (Retry-After).\n"
        "Exit status: 0 done, 1 a feed or page could not be had or read, 2 wrong usage.\n",
        to);
    return to == stdout ? 0 : 2;
}

static bool number(const char *option, const char *arg, double factor, unsigned *out) {
    char *rest;
    double v = strtod(arg, &rest) * factor;
    if (rest == arg || *rest || !(v >= 1) || v > 1e9) {
        fprintf(stderr, "bede watch: %s takes a number above 0, not \"%s\"\n", option, arg);
        return false;
    }
    *out = (unsigned)v;
    return true;
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option options[] = {{"once", no_argument, NULL, 'o'},
                                            {"feeds", required_argument, NULL, 'f'},
                                            {"every", required_argument, NULL, 'e'},
                                            {"pause", required_argument, NULL, 'p'},
                                            {"timeout", required_argument, NULL, 'w'},
                                            {"most", required_argument, NULL, 'm'},
                                            {"ignore-robots", no_argument, NULL, 'R'},
                                            {"help", no_argument, NULL, 'h'},
                                            CLI_KNOW_OPTIONS,
                                            CLI_KEY_OPTIONS,
                                            {0}};
    bede_watch_options *w = &s->o;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        bool ok = true;
        switch (c) {
        case 'o': s->once = true; break;
        case 'f': s->feeds = optarg; break;
        case 'e': ok = number("--every", optarg, 1, &w->every); break;
        case 'p': ok = number("--pause", optarg, 1000, &w->pause); break;
        case 'w': ok = number("--timeout", optarg, 1, &w->seconds); break;
        case 'm': ok = number("--most", optarg, 1, &w->most); break;
        case 'R': w->ignore_robots = true; break;
        case 'h': s->help = true; return true;
        default: ok = cli_know_option(&s->know, c) || cli_key_option(&s->key, c);
        }
        if (!ok)
            return false;
    }
    if (s->once && !w->every)
        w->every = 1;
    if (optind + 1 < argc || (optind < argc && s->feeds))
        return true;
    fputs("bede watch: name a store and the feeds to follow\n", stderr);
    return false;
}

/* Those of the command line and of the file. NULL after a complaint. */
static const char **feeds_of(bd_arena *a, const settings *s, int n, char **args, size_t *n_feeds) {
    bede_view text = {0}, line;
    bede_error err = {0};
    if (s->feeds && !bd_file_read(a, s->feeds, &text, &err)) {
        cli_complain(&err);
        return NULL;
    }
    size_t most = (size_t)n + 1;
    for (size_t i = 0; i < text.n; i++)
        most += text.s[i] == '\n';
    const char **list = bd_arena_array(a, most + 1, sizeof *list);
    *n_feeds = 0;
    for (int i = 0; i < n; i++)
        list[(*n_feeds)++] = args[i];
    while (bd_view_split(&text, '\n', &line)) {
        line = bd_view_trim(line);
        if (line.n && line.s[0] != '#')
            list[(*n_feeds)++] = bd_arena_copy(a, line.s, line.n);
    }
    for (size_t i = 0; i < *n_feeds; i++)
        if (!cli_is_address(list[i])) {
            fprintf(stderr, "bede watch: \"%s\" is no http address of a feed\n", list[i]);
            return NULL;
        }
    return list;
}

/* The store is opened for each round, so that others may add to it and merge meanwhile. */
static bool one_round(const char *path, const bede_knowledge *know, const char **feeds, size_t n,
                      settings *s, bede_watch_counts *c, unsigned *wait) {
    bede_error err = {0};
    bede_store *store = cli_store_open(path, (bede_store_options){.make = true}, &s->key);
    bool ok = store && bede_watch(store, know, feeds, n, &s->o, c, wait, &err);
    if (store && !ok)
        cli_complain(&err);
    bede_store_close(store);
    if (c->feeds)
        fprintf(stderr,
                "bede: %llu feeds asked, %llu unchanged; %llu pages added, %llu known, %llu put "
                "off, %llu that could not be had or read\n",
                (unsigned long long)c->feeds, (unsigned long long)c->unchanged,
                (unsigned long long)c->added, (unsigned long long)c->known,
                (unsigned long long)c->later, (unsigned long long)c->bad);
    return ok;
}

static void rest(unsigned seconds) {
    for (time_t until = time(NULL) + seconds; !ended && time(NULL) < until;)
        nanosleep(&(struct timespec){1, 0}, NULL); /* a signal ends it */
}

static bool follow(const char *path, const bede_knowledge *know, const char **feeds, size_t n,
                   settings *s) {
    for (;;) {
        bede_watch_counts c = {0};
        unsigned wait = 60;
        bool ok = one_round(path, know, feeds, n, s, &c, &wait);
        if (s->once)
            return ok && !c.bad;
        if (!ok)
            return false; /* a store that cannot be written: whoever started us decides */
        rest(wait);
        if (ended)
            return true;
    }
}

int cmd_watch(int argc, char **argv) {
    settings s = {.o = {.stop = has_ended, .say = complain}};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    bd_arena a;
    bd_arena_init(&a, 0);
    size_t n = 0;
    const char **feeds = feeds_of(&a, &s, argc - optind - 1, argv + optind + 1, &n);
    if (!feeds) {
        bd_arena_free(&a);
        return 2;
    }
    struct sigaction act = {.sa_handler = end};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    bede_knowledge *know = cli_know_open(&s.know);
    bool ok = know && follow(argv[optind], know, feeds, n, &s);
    bede_knowledge_free(know);
    bd_arena_free(&a);
    return ok ? 0 : 1;
}
