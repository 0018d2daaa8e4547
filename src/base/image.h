/* SPDX-License-Identifier: Apache-2.0 */
/* The knowledge image: named sections in one flat, position-independent, memory-mapped file.
 *
 *     header | directory | section | section | ...      every section 64-byte aligned
 *
 * A section's name is the path of the file it was made from ("data/world/leaders.tsv",
 * "data/models/en.model"). Little-endian; a checksum covers everything behind the header. */
#ifndef BD_BASE_IMAGE_H
#define BD_BASE_IMAGE_H

#include "arena.h"
#include "view.h"

typedef struct bd_image {
    const unsigned char *bytes;
    size_t n;
    uint32_t n_sections;
    void *mapped; /* what to unmap, NULL if the bytes are someone else's */
} bd_image;

/* Checks magic, version and sizes; `name` is used in the error. No copy. */
bool bd_image_attach(bd_image *img, const void *bytes, size_t n, const char *name, bede_error *err);
/* Maps the file and checks its checksum too (the one linked in is as sound as the program). */
bool bd_image_open(bd_image *img, const char *path, bede_error *err);
void bd_image_close(bd_image *img);

/* A section's bytes; s == NULL if there is none of that name. */
bede_view bd_image_find(const bd_image *img, const char *name);
/* The i-th section, in name order; false past the end. */
bool bd_image_section(const bd_image *img, uint32_t i, bede_view *name, bede_view *bytes);

typedef struct bd_image_part {
    bede_view name, bytes;
} bd_image_part;
/* Builds an image from parts (sorted by name here) into the arena. */
bede_view bd_image_build(bd_arena *a, bd_image_part *parts, size_t n);

#endif
