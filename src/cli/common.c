/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "base/file.h"
#include "base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void cli_complain(const bede_error *err) {
    fprintf(stderr, "bede: %s: %s\n", err->where, err->what);
}

void cli_say(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    if (line)
        fprintf(stderr, "bede: %s:%zu: %s\n", file, line, what);
    else
        fprintf(stderr, "bede: %s: %s\n", file, what);
}

bool cli_know_option(cli_know *k, int option) {
    if (option == CLI_KNOWLEDGE)
        k->image = optarg;
    else if ((option == CLI_RULES || option == CLI_ACTORS) && k->n <= CLI_MAX_LAYERS) {
        if (k->n < CLI_MAX_LAYERS) {
            k->layers[k->n].option = option;
            k->layers[k->n].path = optarg;
        }
        k->n++;
    }
    return option >= CLI_KNOWLEDGE && option <= CLI_ACTORS;
}

static bool add_layer(bede_knowledge *know, int option, const char *path) {
    bd_arena a;
    bd_arena_init(&a, 0);
    bede_view text;
    bede_error err = {0};
    bool ok = bd_file_read(&a, path, &text, &err) &&
              (option == CLI_RULES ? bede_add_rules(know, path, text, cli_say, NULL, &err)
                                   : bede_add_actors(know, path, text, cli_say, NULL, &err)) >= 0;
    if (!ok)
        cli_complain(&err);
    bd_arena_free(&a);
    return ok;
}

bede_knowledge *cli_know_open(const cli_know *k) {
    bede_error err = {0};
    bede_knowledge *know =
        k->image ? bede_knowledge_open(k->image, &err) : bede_knowledge_builtin(&err);
    if (!know) {
        cli_complain(&err);
        return NULL;
    }
    bool ok = k->n <= CLI_MAX_LAYERS;
    if (!ok)
        fprintf(stderr, "bede: more than %d files of rules and actors\n", CLI_MAX_LAYERS);
    for (int i = 0; ok && i < k->n; i++)
        ok = add_layer(know, k->layers[i].option, k->layers[i].path);
    if (ok)
        return know;
    bede_knowledge_free(know);
    return NULL;
}

unsigned cli_threads(const char *arg) {
    if (!arg) {
        long n = sysconf(_SC_NPROCESSORS_ONLN);
        return n < 1 ? 1 : n > BD_MAX_THREADS ? BD_MAX_THREADS : (unsigned)n;
    }
    char *end;
    errno = 0;
    long n = strtol(arg, &end, 10);
    if (errno || *end || end == arg || n < 1 || n > BD_MAX_THREADS) {
        fprintf(stderr, "bede: --threads takes a number from 1 to %d, not \"%s\"\n", BD_MAX_THREADS,
                arg);
        return 0;
    }
    return (unsigned)n;
}

typedef struct list {
    bd_arena *a;
    char **paths;
    size_t n, cap, bad;
} list;

static void add(list *l, const char *path) {
    l->paths = bd_arena_grow(l->a, l->paths, l->n, &l->cap, sizeof *l->paths);
    l->paths[l->n++] = bd_arena_copy(l->a, path, strlen(path));
}

static bool readable_name(const char *name) {
    static const char *const ends[] = {".html", ".htm", ".xhtml", ".txt",   ".warc",   ".wet",
                                       ".xml",  ".rss", ".atom",  ".jsonl", ".ndjson", ".mbox"};
    static const char *const packed[] = {".gz", ".zst"};
    bede_view v = bd_view_z(name);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        if (bd_view_ends(v, packed[i]))
            v.n -= strlen(packed[i]);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (bd_view_ends(v, ends[i]))
            return true;
    return false;
}

static void complain_errno(list *l, const char *path) {
    fprintf(stderr, "bede: %s: cannot be opened: %s\n", path, strerror(errno));
    l->bad++;
}

/* Folders nested deeper than this are a loop of links. */
enum { MAX_NESTING = 40 };

static void add_folder(list *l, const char *path, int nesting) {
    struct dirent **found;
    int n = nesting < MAX_NESTING ? scandir(path, &found, NULL, alphasort) : (errno = ELOOP, -1);
    if (n < 0) {
        complain_errno(l, path);
        return;
    }
    for (int i = 0; i < n; i++) {
        char full[4096];
        struct stat st;
        const char *name = found[i]->d_name;
        bool fits = snprintf(full, sizeof full, "%s/%s", path, name) < (int)sizeof full;
        if (fits && name[0] != '.' && stat(full, &st) == 0) {
            if (S_ISDIR(st.st_mode))
                add_folder(l, full, nesting + 1);
            else if (readable_name(name))
                add(l, full);
        }
        free(found[i]);
    }
    free(found);
}

bool cli_is_address(const char *arg) {
    return bd_view_starts_nocase(bd_view_z(arg), "http://") ||
           bd_view_starts_nocase(bd_view_z(arg), "https://");
}

char **cli_inputs(bd_arena *a, int n, char **args, size_t *n_inputs, size_t *bad) {
    list l = {.a = a};
    for (int i = 0; i < n; i++) {
        struct stat st;
        if (strcmp(args[i], "-") == 0 || cli_is_address(args[i]))
            add(&l, args[i]);
        else if (stat(args[i], &st) != 0)
            complain_errno(&l, args[i]);
        else if (S_ISDIR(st.st_mode))
            add_folder(&l, args[i], 0);
        else
            add(&l, args[i]);
    }
    *n_inputs = l.n;
    *bad += l.bad;
    return l.paths;
}

bool cli_colour(const char *when) {
    if (!strcmp(when, "auto"))
        return isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    return !strcmp(when, "always");
}
