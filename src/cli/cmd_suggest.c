/* SPDX-License-Identifier: Apache-2.0 */
/* bede suggest: what a corpus names and does that nothing knows. */
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static int usage(FILE *to) {
    fputs("usage: bede suggest [OPTION...] FILE|FOLDER|-...\n\n"
          "Lists the most frequent names that resolved to no code, and the verbs with a person or\n"
          "organisation as subject that no rule knows, each with how often and in how many\n"
          "articles it stands and a sentence: what to put into a file for --actors or --rules.\n\n"
          "  --top N             so many of each (50)\n"
          "  --format FORMAT     table (default on a terminal) or jsonl\n"
          "  --date YYYY-MM-DD   of pages that do not tell theirs\n" CLI_KNOW_HELP "  --help\n\n"
          "Exit status: 0 done, 1 some input could not be read, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

typedef struct settings {
    cli_know know;
    size_t top;
    bool table;
    bede_date date;
    int status; /* of wrong or last options; -1: go on */
} settings;

static int wrong(const char *what, const char *arg) {
    fprintf(stderr, "bede suggest: %s, not \"%s\"\n", what, arg);
    return 2;
}

static void one_option(settings *s, int c) {
    char *end;
    switch (c) {
    case 'n':
        errno = 0;
        s->top = strtoul(optarg, &end, 10);
        if (errno || *end || end == optarg || optarg[0] == '-')
            s->status = wrong("--top takes a number", optarg);
        break;
    case 'f':
        s->table = strcmp(optarg, "table") == 0;
        if (!s->table && strcmp(optarg, "jsonl") != 0)
            s->status = wrong("--format takes table or jsonl", optarg);
        break;
    case 'd':
        if (!bede_date_parse(optarg, &s->date))
            s->status = wrong("--date takes YYYY-MM-DD", optarg);
        break;
    case 'h': s->status = usage(stdout); break;
    default:
        if (!cli_know_option(&s->know, c))
            s->status = usage(stderr);
    }
}

/* False if something of it could not be read. */
static bool read_input(bede_reader *reader, bede_suggester *sg, const char *path, bede_date date) {
    bede_error err = {0};
    bede_source *source = bede_source_open(path, NULL, &err);
    bede_item item;
    bool ok = source != NULL;
    if (!source)
        cli_complain(&err);
    for (int got; source && (got = bede_source_next(source, &item, &err)) != 0;) {
        bede_options o = item.options;
        if (!o.date.year)
            o.date = date;
        const bede_article *a =
            got > 0 ? bede_read(reader, item.name, item.bytes, item.n, &o, &err) : NULL;
        if (!a || !bede_suggest_add(sg, a)) {
            if (!a)
                cli_complain(&err);
            ok = false;
        }
        err = (bede_error){0};
    }
    bede_source_free(source);
    return ok;
}

static void print_json(const bede_suggestion *g) {
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string(g->kind));
    json_object_set_new(o, "text", json_stringn_nocheck(g->text.s, g->text.n));
    json_object_set_new(o, "count", json_integer((json_int_t)g->count));
    json_object_set_new(o, "articles", json_integer((json_int_t)g->articles));
    json_object_set_new(o, "sample", json_stringn_nocheck(g->sample.s, g->sample.n));
    json_object_set_new(o, "article", json_stringn_nocheck(g->article.s, g->article.n));
    json_dumpf(o, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(o);
}

static void print_list(bede_suggester *sg, const char *kind, const settings *s) {
    size_t n;
    const bede_suggestion *list = bede_suggest_list(sg, kind, s->top, &n);
    if (s->table)
        printf("%8s %8s  %s\n", "count", "articles", kind);
    for (size_t i = 0; i < n; i++) {
        if (!s->table) {
            print_json(&list[i]);
            continue;
        }
        printf("%8zu %8zu  %-28.*s  ", list[i].count, list[i].articles, (int)list[i].text.n,
               list[i].text.s);
        for (size_t k = 0; k < list[i].sample.n; k++)
            putchar((unsigned char)list[i].sample.s[k] < ' ' ? ' ' : list[i].sample.s[k]);
        putchar('\n');
    }
    if (s->table)
        putchar('\n');
}

int cmd_suggest(int argc, char **argv) {
    static const struct option options[] = {
        {"top", required_argument, NULL, 'n'},  {"format", required_argument, NULL, 'f'},
        {"date", required_argument, NULL, 'd'}, CLI_KNOW_OPTIONS,
        {"help", no_argument, NULL, 'h'},       {0}};
    settings s = {.top = 50, .table = isatty(STDOUT_FILENO), .status = -1};
    for (int c; s.status < 0 && (c = getopt_long(argc, argv, "n:f:d:h", options, NULL)) != -1;)
        one_option(&s, c);
    if (s.status >= 0)
        return s.status;
    if (optind >= argc) {
        fputs("bede suggest: no input named\n", stderr);
        return usage(stderr);
    }
    bede_error err = {0};
    bd_arena arena;
    size_t n = 0, bad = 0;
    bd_arena_init(&arena, 0);
    char **paths = cli_inputs(&arena, argc - optind, argv + optind, &n, &bad);
    bede_knowledge *know = cli_know_open(&s.know);
    bede_reader *reader = know ? bede_reader_new(know, &err) : NULL;
    bede_suggester *sg = reader ? bede_suggest_new(know, &err) : NULL;
    if (know && !sg)
        cli_complain(&err);
    for (size_t i = 0; sg && i < n; i++)
        bad += !read_input(reader, sg, paths[i], s.date);
    if (sg) {
        print_list(sg, "name", &s);
        print_list(sg, "verb", &s);
    }
    bede_suggest_free(sg);
    bede_reader_free(reader);
    bede_knowledge_free(know);
    bd_arena_free(&arena);
    return sg && !bad ? 0 : 1;
}
