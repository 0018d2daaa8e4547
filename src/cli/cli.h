/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands share. A command is a main() of its own: arguments in, exit status out:
 * 0 done, 1 some input could not be read (each named on standard error), 2 wrong usage. */
#ifndef BD_CLI_CLI_H
#define BD_CLI_CLI_H

#include "base/arena.h"
#include "base/error.h"
#include "base/view.h"

#include <stdio.h>

int cmd_read(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_lines(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_suggest(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_add(int argc, char **argv);
int cmd_watch(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_split(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_find(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_serve(int argc, char **argv);

/* "bede: where: what" on standard error. */
void cli_complain(const bede_error *err);
/* The options --knowledge, --rules and --actors, which every command that reads has:
 *
 *     static const struct option options[] = {CLI_KNOW_OPTIONS, {"help", ...}, ...};
 *     ... getopt_long ... if (cli_know_option(&know, c)) continue;
 *     bede_knowledge *k = cli_know_open(&know); */
enum { CLI_KNOWLEDGE = 0x4b00, CLI_RULES, CLI_ACTORS, CLI_MAX_LAYERS = 64 };
#define CLI_KNOW_OPTIONS                                                                           \
    {"knowledge", required_argument, NULL, CLI_KNOWLEDGE},                                         \
        {"rules", required_argument, NULL, CLI_RULES}, {                                           \
        "actors", required_argument, NULL, CLI_ACTORS                                              \
    }
#define CLI_KNOW_HELP                                                                              \
    "  --rules FILE        rules of your own, before the built-in ones; may be repeated\n"         \
    "  --actors FILE       actors or roles of your own, likewise (docs/actors.md)\n"               \
    "  --knowledge IMAGE   knowledge from this file instead of the built-in one\n"
typedef struct cli_know {
    const char *image;
    struct {
        int option;
        const char *path;
    } layers[CLI_MAX_LAYERS];
    int n;
} cli_know;
/* True if the option that getopt_long() gave is one of them. */
bool cli_know_option(cli_know *k, int option);
/* The image, else the built-in knowledge, with the layers over it. Tells bad lines of theirs and
 * goes on; NULL after a complaint if a file cannot be read. */
bede_knowledge *cli_know_open(const cli_know *k);
/* "bede: file:line: what" on standard error: a bede_say. */
void cli_say(void *ctx, const char *file, size_t line, const char *what);
/* The number that --threads gives; 0 with a complaint if it is none. NULL: one a core. */
unsigned cli_threads(const char *arg);

/* The key of an encrypted store, and the options that give it; see CLI_KNOW_OPTIONS. */
enum { CLI_KEY_FILE = 0x4c00, CLI_ASK_KEY };
#define CLI_KEY_OPTIONS                                                                            \
    {"key-file", required_argument, NULL, CLI_KEY_FILE}, {                                         \
        "ask-key", no_argument, NULL, CLI_ASK_KEY                                                  \
    }
#define CLI_KEY_HELP                                                                               \
    "  --key-file FILE     of an encrypted store: its key is the first line of this file\n"        \
    "  --ask-key           its key is asked for on the terminal\n"
typedef struct cli_key {
    const char *file;
    bool ask;
    char bytes[1024];
    size_t n;
} cli_key;
bool cli_key_option(cli_key *k, int option);
/* Reads the key, if one is asked for, to k->bytes. False after a complaint. */
bool cli_key_read(cli_key *k);
/* bede_store_open() with that key; NULL after a complaint. */
bede_store *cli_store_open(const char *path, bede_store_options options, cli_key *k);

/* What --color WHEN means on this standard output. */
bool cli_colour(const char *when);

bool cli_is_address(const char *arg);
/* The inputs that the arguments name, folders walked in name order; "-" is standard input.
 * Files in a folder count if their names end like inputs do, packed or not. Complains about what is
 * not there and counts it in *bad. */
char **cli_inputs(bd_arena *a, int n, char **args, size_t *n_inputs, size_t *bad);

/* Output formats: each writes one article to `out`. */
void out_events(FILE *out, const bede_article *a);  /* JSON, one event a line */
void out_article(FILE *out, const bede_article *a); /* JSON, one line */
void out_text(FILE *out, const bede_article *a);    /* title, date, text */
void out_html_begin(FILE *out);
void out_html(FILE *out, const bede_article *a); /* its blocks and why, between begin and end */
void out_html_end(FILE *out);
/* One line for `bede lines`: pentacode and roles, then the events. */
void out_line(FILE *out, bede_view line, const bede_article *a);

/* Rows of a table of events; printed at the end, because its widths depend on all rows. */
typedef struct out_table out_table;
out_table *out_table_new(bool colour);
void out_table_add(out_table *t, const bede_article *a);
void out_table_print(out_table *t, FILE *out); /* and frees it */

/* The same of events of a store (bede_find). */
typedef struct out_found out_found;
out_found *out_found_new(bool colour);
void out_found_add(out_found *t, const bede_found *e);
void out_found_print(out_found *t, FILE *out, bool whole); /* whole: else only freed */
/* One event with its reports, for people (bede_show). */
void out_shown(FILE *out, const bede_found *e, bool colour);
void out_group(FILE *out, const char *by, const bede_group *g); /* a JSON line */

#endif
