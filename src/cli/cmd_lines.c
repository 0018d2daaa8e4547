/* SPDX-License-Identifier: Apache-2.0 */
/* bede lines: one sentence a line in, one JSON line out. */
#include "cli/cli.h"
#include "cli/out_json.h"

#include "base/file.h"

#include <getopt.h>

static int usage(FILE *to) {
    fputs("usage: bede lines [OPTION...] FILE|-\n\n"
          "Takes every line for one sentence and prints a line of JSON for it: text, pentacode\n"
          "(0 statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,\n"
          "4 material conflict), roles (S source, T target, R both; offsets in code points) and\n"
          "events as `bede read --format events` prints them. An empty line gives null.\n\n"
          "  --date YYYY-MM-DD   the day that the sentences were written\n"
          "  --features          what the model of class and roles looks at, instead; a line for\n"
          "                      the sentence and one for each of its words "
          "(docs/gist.md)\n" CLI_KNOW_HELP "  --help\n\n"
          "Exit status: 0 done, 1 some line could not be read, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

/* Where the article's text stands in the line: the page room trims it. */
static size_t shift_of(bede_view line, const bede_article *a) {
    size_t at = 0;
    while (at < line.n && (unsigned char)line.s[at] <= ' ' && a->text.n &&
           line.s[at] != a->text.s[0])
        at++;
    return at; /* ASCII, so bytes are code points */
}

static json_t *roles_of(bede_view line, const bede_article *a, const bede_gist *g) {
    json_t *out = json_array();
    size_t shift = shift_of(line, a);
    for (size_t i = 0; g && i < g->n_roles; i++) {
        const bede_role *r = &g->roles[i];
        json_t *o = json_object();
        json_object_set_new(o, "role", json_stringn(&r->role, 1));
        json_object_set_new(o, "start",
                            json_integer((json_int_t)(shift + bede_code_point(a, r->span.start))));
        json_object_set_new(o, "end",
                            json_integer((json_int_t)(shift + bede_code_point(a, r->span.end))));
        json_array_append_new(out, o);
    }
    return out;
}

void out_line(FILE *out, bede_view line, const bede_article *a) {
    const bede_gist *g = a->n_gists ? &a->gists[0] : NULL;
    json_t *o = json_object();
    json_t *text = json_stringn(line.s, line.n);
    json_object_set_new(o, "text", text ? text : json_stringn_nocheck(a->text.s, a->text.n));
    json_object_set_new(o, "pentacode", g ? json_integer(g->pentacode) : json_null());
    json_object_set_new(o, "roles", roles_of(line, a, g));
    json_object_set_new(o, "events", out_event_list(a));
    json_dumpf(o, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(o);
}

static bool read_lines(bede_reader *reader, bede_view text, const char *path,
                       const bede_options *options) {
    bool ok = true;
    size_t number = 0;
    for (bede_view line; bd_view_split(&text, '\n', &line);) {
        char name[300];
        bede_error err = {0};
        number++;
        if (text.n == 0 && line.n == 0)
            break; /* behind the last newline */
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        if (bd_view_trim(line).n == 0) {
            puts("null");
            continue;
        }
        snprintf(name, sizeof name, "%s:%zu", path, number);
        const bede_article *a = bede_read(reader, name, line.s, line.n, options, &err);
        if (a && options->gist_features) {
            bede_view f = a->n_gists ? a->gists[0].features : BD_LIT("*\n");
            fwrite(f.s, 1, f.n, stdout);
        } else if (a) {
            out_line(stdout, line, a);
        } else {
            cli_complain(&err);
            puts("null");
            ok = false;
        }
    }
    return ok;
}

static bool read_file(bede_reader *reader, const char *path, const bede_options *options) {
    bd_arena arena;
    bede_view text;
    bede_error err = {0};
    bd_arena_init(&arena, 0);
    bool ok = bd_file_read(&arena, path, &text, &err);
    if (ok)
        ok = read_lines(reader, text, path, options);
    else
        cli_complain(&err);
    bd_arena_free(&arena);
    return ok;
}

int cmd_lines(int argc, char **argv) {
    static const struct option long_options[] = {{"date", required_argument, NULL, 'd'},
                                                 {"features", no_argument, NULL, 'F'},
                                                 CLI_KNOW_OPTIONS,
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    bede_options options = {.input = BEDE_INPUT_SENTENCE};
    cli_know own = {0};
    for (int c; (c = getopt_long(argc, argv, "d:h", long_options, NULL)) != -1;) {
        if (cli_know_option(&own, c)) {
            continue;
        } else if (c == 'F') {
            options.gist_features = true;
        } else if (c == 'd') {
            if (!bede_date_parse(optarg, &options.date)) {
                fprintf(stderr, "bede lines: --date takes YYYY-MM-DD, not \"%s\"\n", optarg);
                return 2;
            }
        } else {
            return usage(c == 'h' ? stdout : stderr);
        }
    }
    if (optind >= argc) {
        fputs("bede lines: no input named\n", stderr);
        return usage(stderr);
    }
    bede_error err = {0};
    bede_knowledge *know = cli_know_open(&own);
    bede_reader *reader = know ? bede_reader_new(know, &err) : NULL;
    if (know && !reader)
        cli_complain(&err);
    bool ok = reader != NULL;
    for (int i = optind; reader && i < argc; i++)
        ok &= read_file(reader, argv[i], &options);
    bede_reader_free(reader);
    bede_knowledge_free(know);
    return ok ? 0 : 1;
}
