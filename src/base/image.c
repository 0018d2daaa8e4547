/* SPDX-License-Identifier: Apache-2.0 */
#include "base/image.h"

#include "base/error.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION = 1, ALIGN = 64 };
static const char MAGIC[8] = "bedeIMG";

typedef struct header {
    char magic[8];
    uint32_t version, n_sections;
    uint64_t size, checksum; /* the checksum covers the bytes behind the header */
    unsigned char pad[32];
} header;

typedef struct entry {
    uint64_t name, name_size, bytes, bytes_size; /* offsets from the image's start */
} entry;

static header head_of(const bd_image *img) {
    header h;
    memcpy(&h, img->bytes, sizeof h);
    return h;
}

static entry entry_at(const bd_image *img, uint32_t i) {
    entry e;
    memcpy(&e, img->bytes + sizeof(header) + i * sizeof e, sizeof e);
    return e;
}

static bool inside(uint64_t off, uint64_t n, uint64_t size) {
    return off <= size && n <= size - off;
}

bool bd_image_attach(bd_image *img, const void *bytes, size_t n, const char *name,
                     bede_error *err) {
    *img = (bd_image){.bytes = bytes, .n = n};
    if (n < sizeof(header) || memcmp(bytes, MAGIC, sizeof MAGIC) != 0)
        return bd_fail(err, name, "not a knowledge image; make one with bede-learn pack");
    header h = head_of(img);
    if (h.version != VERSION)
        return bd_fail(err, name, "image version %u, this program reads version %u: pack it anew",
                       h.version, (unsigned)VERSION);
    if (h.size != n || h.n_sections > (n - sizeof h) / sizeof(entry))
        return bd_fail(err, name, "the image is cut short or damaged: pack it anew");
    img->n_sections = h.n_sections;
    for (uint32_t i = 0; i < h.n_sections; i++) {
        entry e = entry_at(img, i);
        if (!inside(e.name, e.name_size, n) || !inside(e.bytes, e.bytes_size, n))
            return bd_fail(err, name, "section %u lies outside of the image: pack it anew", i);
    }
    return true;
}

bool bd_image_open(bd_image *img, const char *path, bede_error *err) {
    *img = (bd_image){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return bd_fail(err, path, "cannot be opened: %s", strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0) {
        close(fd);
        return bd_fail(err, path, "not a knowledge image (empty or not a plain file)");
    }
    size_t n = (size_t)st.st_size;
    void *map = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (map == MAP_FAILED)
        return bd_fail(err, path, "cannot be mapped: %s", strerror(errno));
    if (bd_image_attach(img, map, n, path, err)) {
        uint64_t sum = bd_hash((const char *)map + sizeof(header), n - sizeof(header), 0);
        if (sum == head_of(img).checksum) {
            img->mapped = map;
            return true;
        }
        bd_fail(err, path, "the image is damaged (checksum differs): pack it anew");
    }
    munmap(map, n);
    *img = (bd_image){0};
    return false;
}

void bd_image_close(bd_image *img) {
    if (img->mapped)
        munmap(img->mapped, img->n);
    *img = (bd_image){0};
}

bool bd_image_section(const bd_image *img, uint32_t i, bede_view *name, bede_view *bytes) {
    if (i >= img->n_sections)
        return false;
    entry e = entry_at(img, i);
    *name = bd_view((const char *)img->bytes + e.name, e.name_size);
    *bytes = bd_view((const char *)img->bytes + e.bytes, e.bytes_size);
    return true;
}

bede_view bd_image_find(const bd_image *img, const char *name) {
    uint32_t lo = 0, hi = img->n_sections;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        bede_view found, bytes;
        bd_image_section(img, mid, &found, &bytes);
        int c = bd_view_cmp(found, bd_view_z(name));
        if (c == 0)
            return bytes;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (bede_view){0};
}

static int by_name(const void *a, const void *b) {
    return bd_view_cmp(((const bd_image_part *)a)->name, ((const bd_image_part *)b)->name);
}

static size_t aligned(size_t n) {
    return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

bede_view bd_image_build(bd_arena *a, bd_image_part *parts, size_t n) {
    qsort(parts, n, sizeof *parts, by_name);
    size_t names = sizeof(header) + n * sizeof(entry), at = names;
    for (size_t i = 0; i < n; i++)
        at += parts[i].name.n;
    size_t size = aligned(at);
    for (size_t i = 0; i < n; i++)
        size += aligned(parts[i].bytes.n);
    unsigned char *raw = bd_arena_alloc(a, size + ALIGN);
    size_t where = aligned(at);
    at = names;
    for (size_t i = 0; i < n; i++) {
        entry e = {at, parts[i].name.n, where, parts[i].bytes.n};
        memcpy(raw + sizeof(header) + i * sizeof e, &e, sizeof e);
        memcpy(raw + at, parts[i].name.s, parts[i].name.n);
        if (parts[i].bytes.n)
            memcpy(raw + where, parts[i].bytes.s, parts[i].bytes.n);
        at += parts[i].name.n;
        where += aligned(parts[i].bytes.n);
    }
    header h = {.version = VERSION, .n_sections = (uint32_t)n, .size = size};
    memcpy(h.magic, MAGIC, sizeof MAGIC);
    h.checksum = bd_hash(raw + sizeof h, size - sizeof h, 0);
    memcpy(raw, &h, sizeof h);
    return bd_view((const char *)raw, size);
}
