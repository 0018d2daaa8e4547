/* SPDX-License-Identifier: Apache-2.0 */
/* bede-learn pack: the plain files of data/ into one knowledge image. */
#include "learn/learn.h"

#include "base/error.h"
#include "base/file.h"
#include "base/image.h"
#include "base/table.h"
#include "sentence/sentence.h"

#include <getopt.h>
#include <stdio.h>

static void complain(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    fprintf(stderr, "%s:%zu: %s\n", file, line, what);
}

/* Section names are paths from the project's root, so that rules and entries are named the same on
 * every machine. */
static bede_view section_name(bd_arena *a, const char *root, const char *path) {
    bede_view v = bd_view_z(path);
    size_t at = bd_view_find(v, "data/", 0);
    (void)root;
    while (at != SIZE_MAX) {
        size_t next = bd_view_find(v, "data/", at + 1);
        if (next == SIZE_MAX)
            break;
        at = next;
    }
    if (at != SIZE_MAX)
        v = bd_view_part(v, at, v.n);
    return bd_view(bd_arena_copy(a, v.s, v.n), v.n);
}

static bool pack_file(bd_arena *a, const char *root, const char *path, bd_image_part *part,
                      bd_report *report, bede_error *err) {
    bede_view text;
    if (!bd_file_read(a, path, &text, err))
        return false;
    part->name = section_name(a, root, path);
    part->bytes = text;
    if (!bd_view_ends(part->name, ".tsv"))
        return true;
    return bd_table_build(a, part->name.s, text, NULL, bd_sentence_cut_phrase, NULL, &part->bytes,
                          report, err);
}

static int usage(FILE *to) {
    fputs("usage: bede-learn pack --root PROJECT --out IMAGE FILE...\n"
          "Packs dictionaries (.tsv), rules (.rules) and models (.model) into a knowledge image.\n",
          to);
    return to == stdout ? 0 : 2;
}

int learn_pack(int argc, char **argv) {
    static const struct option options[] = {{"root", required_argument, NULL, 'r'},
                                            {"out", required_argument, NULL, 'o'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *root = ".", *out = NULL;
    for (int c; (c = getopt_long(argc, argv, "r:o:h", options, NULL)) != -1;) {
        if (c == 'r')
            root = optarg;
        else if (c == 'o')
            out = optarg;
        else
            return usage(c == 'h' ? stdout : stderr);
    }
    if (!out || optind >= argc)
        return usage(stderr);
    bd_arena a;
    bd_arena_init(&a, 0);
    bede_error err = {0};
    bd_report report = {complain, NULL, 0};
    size_t n = (size_t)(argc - optind);
    bd_image_part *parts = bd_arena_array(&a, n, sizeof *parts);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = pack_file(&a, root, argv[optind + (int)i], &parts[i], &report, &err);
    if (ok)
        ok = bd_file_write(out, bd_image_build(&a, parts, n), &err);
    if (!ok)
        fprintf(stderr, "bede-learn: %s: %s\n", err.where, err.what);
    bd_arena_free(&a);
    return ok ? 0 : 1;
}
