/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/raw.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_AT_LEAST = 1 << 16 };

bool bd_raw_open(bd_raw *r, const char *path, bede_error *err) {
    *r = (bd_raw){.fd = -1};
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        int why = errno;
        if (fd >= 0)
            close(fd);
        return bd_fail(err, path, "cannot be opened: %s", strerror(why));
    }
    if (S_ISDIR(st.st_mode)) {
        close(fd);
        return bd_fail(err, path, "is a folder");
    }
    if (S_ISREG(st.st_mode) && st.st_size > 0 && strcmp(path, "-") != 0) {
        void *map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map != MAP_FAILED) {
            r->map = map;
            r->size = (uint64_t)st.st_size;
            close(fd);
            return true;
        }
    }
    r->fd = fd;
    return true;
}

void bd_raw_over(bd_raw *r, bede_view bytes) {
    *r = (bd_raw){.fd = -2, .map = bytes.s ? bytes.s : "", .size = bytes.n};
}

void bd_raw_close(bd_raw *r) {
    if (r->map && r->fd == -1)
        munmap((void *)(uintptr_t)r->map, (size_t)r->size);
    if (r->fd >= 0)
        close(r->fd);
    free(r->window);
    *r = (bd_raw){.fd = -1};
}

/* Makes the window reach to `end`, or to the end of the pipe. */
static void fill(bd_raw *r, uint64_t end) {
    while (!r->ended && r->base + r->used < end) {
        if (r->cap - r->used < READ_AT_LEAST) {
            size_t cap = r->cap ? 2 * r->cap : 4 * READ_AT_LEAST;
            char *more = realloc(r->window, cap);
            if (!more)
                break;
            r->window = more;
            r->cap = cap;
        }
        ssize_t got = read(r->fd, r->window + r->used, r->cap - r->used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            r->ended = true;
        else
            r->used += (size_t)got;
    }
}

bede_view bd_raw_at(bd_raw *r, uint64_t at, size_t want) {
    const char *s = r->map;
    uint64_t from = 0, to = r->size;
    if (!r->map) {
        fill(r, at + want);
        s = r->window;
        from = r->base;
        to = r->base + r->used;
    }
    if (at < from || at >= to)
        return (bede_view){0};
    return bd_view(s + (at - from), to - at < want ? (size_t)(to - at) : want);
}

void bd_raw_forget(bd_raw *r, uint64_t at) {
    /* Moving what is left is worth it only when much is forgotten. */
    if (r->map || at <= r->base || at - r->base < r->cap / 2)
        return;
    size_t gone = at - r->base < r->used ? (size_t)(at - r->base) : r->used;
    memmove(r->window, r->window + gone, r->used - gone);
    r->used -= gone;
    r->base += gone;
}
