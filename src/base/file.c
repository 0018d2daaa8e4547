/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include "base/error.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads to the end of fd; first guess of the size in `hint`. */
static bool slurp(bd_arena *a, int fd, size_t hint, const char *path, bede_view *out,
                  bede_error *err) {
    size_t cap = hint + 1, n = 0;
    char *buf = bd_arena_alloc(a, cap + 1);
    for (;;) {
        ssize_t got = read(fd, buf + n, cap - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return bd_fail(err, path, "cannot be read: %s", strerror(errno));
        n += (size_t)got;
        if (got == 0)
            break;
        if (n > BD_MAX_INPUT_BYTES)
            return bd_fail(err, path, "larger than %u MB; split it", BD_MAX_INPUT_BYTES >> 20);
        if (n == cap) {
            char *wider = bd_arena_alloc(a, cap * 2 + 1);
            memcpy(wider, buf, n);
            buf = wider;
            cap *= 2;
        }
    }
    buf[n] = '\0';
    *out = bd_view(buf, n);
    return true;
}

bool bd_file_read(bd_arena *a, const char *path, bede_view *out, bede_error *err) {
    if (strcmp(path, "-") == 0)
        return slurp(a, STDIN_FILENO, 1 << 16, "standard input", out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return bd_fail(err, path, "cannot be opened: %s", strerror(errno));
    bool ok;
    if (fstat(fd, &st) != 0)
        ok = bd_fail(err, path, "cannot be read: %s", strerror(errno));
    else if (S_ISDIR(st.st_mode))
        ok = bd_fail(err, path, "is a folder, not a file");
    else if (st.st_size > BD_MAX_INPUT_BYTES)
        ok = bd_fail(err, path, "larger than %u MB; split it", BD_MAX_INPUT_BYTES >> 20);
    else
        ok = slurp(a, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 1 << 16, path, out, err);
    close(fd);
    return ok;
}

bool bd_file_write(const char *path, bede_view bytes, bede_error *err) {
    char tmp[4096];
    if (snprintf(tmp, sizeof tmp, "%s.tmp%ld", path, (long)getpid()) >= (int)sizeof tmp)
        return bd_fail(err, path, "the path is too long");
    FILE *f = fopen(tmp, "wb");
    if (!f)
        return bd_fail(err, path, "cannot be written: %s", strerror(errno));
    bool ok = fwrite(bytes.s, 1, bytes.n, f) == bytes.n;
    ok &= fclose(f) == 0;
    if (!ok || rename(tmp, path) != 0) {
        bd_fail(err, path, "cannot be written: %s", strerror(errno));
        unlink(tmp);
        return false;
    }
    return true;
}
