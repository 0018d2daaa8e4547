/* SPDX-License-Identifier: Apache-2.0 */
/* bede parse: running text or CoNLL-U in, CoNLL-U out. */
#include "cli/cli.h"

#include "base/image.h"
#include "base/limits.h"
#include "sentence/conllu.h"
#include "sentence/sentence.h"

#include <errno.h>
#include <getopt.h>

extern const unsigned char bede_image_bytes[], bede_image_end[]; /* what the build linked in */

typedef struct parser {
    bd_image image;
    bd_sentence_know know;
    bd_sentence_scratch scratch;
    bd_arena arena;
    bool conllu;
    bd_report report;
} parser;

static int usage(FILE *to) {
    fputs("usage: bede parse [OPTION...] [FILE|-]...\n\n"
          "Cuts text into sentences and words and prints lemmas, tags and dependency trees as\n"
          "CoNLL-U. Without a file, or for -, reads standard input.\n\n"
          "  --input KIND        text    running text, paragraphs parted by empty lines (default)\n"
          "                      conllu  sentences and words are kept; lemmas, tags, heads and\n"
          "                              relations are replaced\n"
          "  --knowledge IMAGE   knowledge from this file instead of the built-in one\n"
          "  --help\n\n"
          "Exit status: 0 done, 1 some input could not be read, 2 wrong usage.\n",
          to);
    return to == stdout ? 0 : 2;
}

static void say(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    fprintf(stderr, "bede: %s:%zu: %s\n", file, line, what);
}

static bool open_parser(parser *p, const char *knowledge, bede_error *err) {
    bd_arena_init(&p->arena, BD_MAX_ARENA_BYTES);
    p->report = (bd_report){.say = say};
    bool ok = knowledge ? bd_image_open(&p->image, knowledge, err)
                        : bd_image_attach(&p->image, bede_image_bytes,
                                          (size_t)(bede_image_end - bede_image_bytes),
                                          "the built-in knowledge", err);
    return ok && bd_sentence_open(&p->know, &p->image, err) &&
           bd_sentence_scratch_init(&p->scratch, &p->know, err);
}

static void close_parser(parser *p) {
    bd_sentence_scratch_free(&p->scratch);
    bd_sentence_close(&p->know);
    bd_image_close(&p->image);
    bd_arena_free(&p->arena);
}

/* Reads, parses and writes one batch; false at the input's end. */
static bool parse_batch(parser *p, bd_conllu_in *in) {
    bd_conllu_batch batch;
    if (!(p->conllu ? bd_conllu_read : bd_conllu_read_text)(in, &p->arena, &batch))
        return false;
    if (!p->conllu)
        bd_sentence_cut(&p->know, &p->arena, &batch.article, false);
    bd_sentence_tag(&p->know, &p->scratch, &p->arena, &batch.article);
    bd_conllu_write(stdout, &batch);
    if (!p->conllu)
        in->sentences += batch.article.n_sentences;
    return true;
}

static bool parse_stream(parser *p, FILE *f, const char *name, bede_error *err) {
    bd_conllu_in in;
    jmp_buf full;
    if (!bd_conllu_open(&in, f, name, &p->report))
        return bd_fail(err, name, "no memory");
    bd_arena_guard(&p->arena, &full);
    bool ok = !setjmp(full);
    if (ok)
        do
            bd_arena_clear(&p->arena);
        while (parse_batch(p, &in) && !ferror(stdout));
    else
        bd_fail_line(err, name, in.line, "a sentence too long to parse");
    if (ok && ferror(f))
        ok = bd_fail(err, name, "cannot be read: %s", strerror(errno));
    else if (ok && in.line == 0)
        ok = bd_fail(err, name, "is empty");
    bd_conllu_close(&in);
    return ok;
}

static bool parse_file(parser *p, const char *name) {
    bede_error err = {0};
    bool standard = strcmp(name, "-") == 0;
    FILE *f = standard ? stdin : fopen(name, "rb");
    bool ok = f ? parse_stream(p, f, standard ? "standard input" : name, &err)
                : bd_fail(&err, name, "cannot be opened: %s", strerror(errno));
    if (f && !standard)
        fclose(f);
    if (!ok)
        cli_complain(&err);
    return ok;
}

int cmd_parse(int argc, char **argv) {
    static const struct option options[] = {{"input", required_argument, NULL, 'i'},
                                            {"knowledge", required_argument, NULL, 'k'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    parser p = {0};
    const char *knowledge = NULL;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'i' && (!strcmp(optarg, "conllu") || !strcmp(optarg, "text"))) {
            p.conllu = optarg[0] == 'c';
        } else if (c == 'i') {
            fprintf(stderr, "bede parse: --input is text or conllu, not \"%s\"\n", optarg);
            return usage(stderr);
        } else if (c == 'k') {
            knowledge = optarg;
        } else {
            return usage(c == 'h' ? stdout : stderr);
        }
    }
    bede_error err = {0};
    size_t bad = 0;
    if (open_parser(&p, knowledge, &err)) {
        if (optind == argc)
            bad += !parse_file(&p, "-");
        for (int i = optind; i < argc; i++)
            bad += !parse_file(&p, argv[i]);
    } else {
        cli_complain(&err);
        bad++;
    }
    bad += p.report.n;
    close_parser(&p);
    return bad ? 1 : 0;
}
