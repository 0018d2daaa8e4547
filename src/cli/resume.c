/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/resume.h"

#include "cli/cli.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct place {
    bede_view input;
    bool done;
    uint64_t offset, number;
} place;

struct cli_resume {
    int fd;
    bd_arena arena;
    bd_map places; /* of inputs */
    place *v;
    size_t n, cap;
};

static void take(cli_resume *r, bede_view line) {
    size_t tab = bd_view_find(line, "\t", 0);
    if (tab == SIZE_MAX || tab + 1 == line.n || tab > 60)
        return;
    char head[64];
    snprintf(head, sizeof head, "%.*s", (int)tab, line.s);
    unsigned long long offset = 0, number = 0;
    place p = {.done = strcmp(head, "done") == 0};
    if (!p.done && sscanf(head, "%llu %llu", &offset, &number) != 2)
        return;
    p.input = bd_view_part(line, tab + 1, line.n);
    p.offset = offset;
    p.number = number;
    r->v = bd_arena_grow(&r->arena, r->v, r->n, &r->cap, sizeof *r->v);
    r->v[r->n] = p;
    *bd_map_put(&r->places, p.input, 0) = (uint32_t)r->n++;
}

/* One line an input, and none that a kill cut off. */
static bool shorten(cli_resume *r, const char *path, bede_error *err) {
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    if (!f)
        return bd_fail(err, path, "no memory");
    for (size_t i = 0; i < r->n; i++) {
        const place *p = &r->v[i];
        if (*bd_map_get(&r->places, p->input) != i)
            continue;
        if (p->done)
            fputs("done", f);
        else
            fprintf(f, "%llu %llu", (unsigned long long)p->offset, (unsigned long long)p->number);
        fprintf(f, "\t%.*s\n", (int)p->input.n, p->input.s);
    }
    bool ok = fclose(f) == 0 && bd_file_write(path, bd_view(text, n), err);
    free(text);
    return ok;
}

static bool begin(cli_resume *r, const char *path, bede_error *err) {
    bede_view text = {0};
    r->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (r->fd < 0)
        return bd_fail(err, path, "cannot be opened: %s", strerror(errno));
    close(r->fd);
    r->fd = -1;
    if (!bd_file_read(&r->arena, path, &text, err))
        return false;
    while (text.n && text.s[text.n - 1] != '\n')
        text.n--;
    for (bede_view rest = text, line; bd_view_split(&rest, '\n', &line);)
        take(r, line);
    if (!shorten(r, path, err))
        return false;
    r->fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return r->fd >= 0 || bd_fail(err, path, "cannot be opened: %s", strerror(errno));
}

cli_resume *cli_resume_open(const char *path) {
    bede_error err = {0};
    cli_resume *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->fd = -1;
    bd_arena_init(&r->arena, 0);
    bd_map_init(&r->places, &r->arena);
    if (begin(r, path, &err))
        return r;
    cli_complain(&err);
    cli_resume_close(r);
    return NULL;
}

bool cli_resume_from(const cli_resume *r, const char *input, uint64_t *offset, uint64_t *number) {
    const uint32_t *at = bd_map_get(&r->places, bd_view_z(input));
    if (!at)
        return true;
    *offset = r->v[*at].offset;
    *number = r->v[*at].number;
    return !r->v[*at].done;
}

static void put(cli_resume *r, const char *line, int n) {
    for (ssize_t got; n > 0; n -= (int)got, line += got)
        if ((got = write(r->fd, line, (size_t)n)) <= 0 && errno != EINTR)
            return;
}

void cli_resume_at(cli_resume *r, const char *input, uint64_t offset, uint64_t number) {
    char line[4300];
    put(r, line,
        snprintf(line, sizeof line, "%llu %llu\t%.4200s\n", (unsigned long long)offset,
                 (unsigned long long)number, input));
}

void cli_resume_done(cli_resume *r, const char *input) {
    char line[4300];
    put(r, line, snprintf(line, sizeof line, "done\t%.4200s\n", input));
}

void cli_resume_close(cli_resume *r) {
    if (!r)
        return;
    if (r->fd >= 0)
        close(r->fd);
    bd_arena_free(&r->arena);
    free(r);
}
