/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as they were before compression: plain, gzip (any number of members) or zstd (any number of
 * frames, with the dictionary that a .warc.zst carries in front).
 *
 * Where the compressed bytes are damaged the flow has a gap: what was whole before it can still be
 * read, then bd_flow_resume() goes on at the next member or frame. A member is begun anew from just
 * behind its first byte, so that a damaged one takes no other with it. */
#ifndef BD_INTAKE_FLOW_H
#define BD_INTAKE_FLOW_H

#include "intake/raw.h"

typedef struct bd_flow {
    bd_raw *raw;
    struct bd_unpack *unpack; /* NULL: plain */
    uint64_t at;              /* plain: offset; else where the open member began */
    char *buf;                /* unpacked bytes [done, used) wait */
    size_t done, used, cap;
    uint64_t passed; /* unpacked bytes that were skipped */
    bool gap, ended;
    struct {
        uint64_t file, flow; /* where a member begins: in the file, among the unpacked bytes */
    } members[128]; /* the last ones, a ring: as many as one peek at a head can reach over */
    uint32_t n_members;
} bd_flow;

/* Looks at the first bytes to see how it is packed; from offset `at`, which must be where a member
 * or record begins. False only without memory. */
bool bd_flow_open(bd_flow *f, bd_raw *raw, uint64_t at, bede_error *err);
void bd_flow_close(bd_flow *f);
/* The next bytes, at least `want` of them if the flow has them before its end or a gap, and
 * `want` is within the bound of an input; valid until the next call. */
bede_view bd_flow_peek(bd_flow *f, size_t want);
void bd_flow_skip(bd_flow *f, uint64_t n);
/* True if bytes are missing behind those that bd_flow_peek() gives. */
bool bd_flow_gap(const bd_flow *f);
void bd_flow_resume(bd_flow *f);
/* Where in the file one can begin to read what comes `ahead` bytes behind the flow's front: the
 * byte itself, or the member that begins there. 0 if none does. */
uint64_t bd_flow_offset(const bd_flow *f, uint64_t ahead);

#endif
