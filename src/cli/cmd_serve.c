/* SPDX-License-Identifier: Apache-2.0 */
/* bede serve: the reading desk. */
#include "cli/cli.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

static int usage(FILE *to) {
    fputs(
        "usage: bede serve STORE [OPTION...]\n\n"
        "A web page over a store, on this machine: what happened between whom, when, where and\n"
        "according to whom. Prints the address to open; ends with Ctrl-C. The store may be added\n"
        "to meanwhile. docs/serve.md tells of the page and of its JSON API.\n\n"
        "  --port N            default: 8017; 0: any that is free\n"
        "  --listen ADDRESS    an IP address other than 127.0.0.1, for other machines: put a\n"
        "                      server that knows who may read in front\n"
        "  --host NAME         a name under which it is asked then; may be repeated\n"
        "  --read-only         no notes on codings either\n"
        "  --threads N         default: one a core\n" CLI_KNOW_HELP CLI_KEY_HELP,
        to);
    return to == stdout ? 0 : 2;
}

enum { MOST_HOSTS = 16 };
typedef struct settings {
    bede_desk_options desk;
    const char *hosts[MOST_HOSTS];
    cli_know know;
    cli_key key;
    bool help;
} settings;

static bool parse_port(const char *arg, unsigned short *out) {
    char *end;
    long n = strtol(arg, &end, 10);
    *out = (unsigned short)n;
    if (*arg && !*end && n >= 0 && n <= 65535)
        return true;
    fprintf(stderr, "bede serve: \"%s\" is no port: 0 to 65535\n", arg);
    return false;
}

static bool parse_one(int c, settings *s) {
    switch (c) {
    case 'p': return parse_port(optarg, &s->desk.port);
    case 'l': s->desk.address = optarg; return true;
    case 'r': s->desk.read_only = true; return true;
    case 't': return (s->desk.threads = cli_threads(optarg)) != 0;
    case 'h': s->help = true; return true;
    case 'H':
        if (s->desk.n_hosts == MOST_HOSTS)
            return false;
        s->hosts[s->desk.n_hosts++] = optarg;
        return true;
    default: return cli_know_option(&s->know, c) || cli_key_option(&s->key, c);
    }
}

static bool parse_options(int argc, char **argv, settings *s) {
    static const struct option options[] = {{"port", required_argument, NULL, 'p'},
                                            {"listen", required_argument, NULL, 'l'},
                                            {"host", required_argument, NULL, 'H'},
                                            {"read-only", no_argument, NULL, 'r'},
                                            {"threads", required_argument, NULL, 't'},
                                            CLI_KNOW_OPTIONS,
                                            CLI_KEY_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    s->desk.port = 8017;
    s->desk.hosts = s->hosts;
    for (int c; (c = getopt_long(argc, argv, "p:h", options, NULL)) != -1;)
        if (!parse_one(c, s))
            return false;
    if (s->help || optind + 1 == argc)
        return true;
    fputs("bede serve: name one store\n", stderr);
    return false;
}

/* Many clients may keep a connection open and ask nothing. */
static void open_many_files(void) {
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < r.rlim_max) {
        r.rlim_cur = r.rlim_max < 20000 ? r.rlim_max : 20000;
        setrlimit(RLIMIT_NOFILE, &r);
    }
}

/* Serves until it is told to end. The signals are blocked in all threads and waited for here. */
static int serve(const char *store, const bede_knowledge *know, settings *s) {
    bede_error err = {0};
    sigset_t signals;
    int got;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    bede_desk *desk = bede_desk_open(store, know, &s->desk, &err);
    if (!desk) {
        cli_complain(&err);
        return 1;
    }
    printf("%s#token=%s\n", bede_desk_address(desk), bede_desk_token(desk));
    fflush(stdout);
    fprintf(stderr, "bede: %s is open at that address; Ctrl-C ends it\n", store);
    sigwait(&signals, &got);
    bede_desk_close(desk);
    return 0;
}

int cmd_serve(int argc, char **argv) {
    settings s = {0};
    if (!parse_options(argc, argv, &s))
        return usage(stderr);
    if (s.help)
        return usage(stdout);
    open_many_files();
    if (!cli_key_read(&s.key))
        return 1;
    s.desk.key = s.key.n ? s.key.bytes : NULL;
    s.desk.key_bytes = s.key.n;
    bede_knowledge *know = cli_know_open(&s.know);
    int status = know ? serve(argv[optind], know, &s) : 1;
    bede_knowledge_free(know);
    return status;
}
