/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/flow.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { STEP_IN = 1 << 16, STEP_OUT = 1 << 18, MAGIC = 4, MEMBERS = 128 };

typedef enum packing { PLAIN, GZIP, ZSTD } packing;

struct bd_unpack {
    packing kind;
    z_stream z;
    ZSTD_DCtx *zstd;
    bool open;    /* inside a member or frame */
    uint64_t in;  /* next compressed byte */
    uint64_t out; /* bytes that the open member gave */
    char *dict;   /* of the zstd frames */
    size_t dict_n;
};

static uint32_t le32(const char *s) {
    const unsigned char *u = (const unsigned char *)s;
    return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

static bool gzip_magic(bede_view v) {
    return v.n >= 3 && memcmp(v.s, "\x1f\x8b\x08", 3) == 0;
}

static bool zstd_magic(bede_view v) {
    return v.n >= MAGIC && (le32(v.s) == ZSTD_MAGICNUMBER ||
                            (le32(v.s) & 0xfffffff0u) == ZSTD_MAGIC_SKIPPABLE_START);
}

/* ---- the dictionary of a .warc.zst: a skippable frame in front, itself often packed ---- */

enum { WARC_ZST_DICT = 0x184D2A5D, MAX_DICT = 16 << 20 };

static void take_dictionary(bd_flow *f, uint64_t file_start) {
    struct bd_unpack *u = f->unpack;
    bede_view head = bd_raw_at(f->raw, file_start, 8);
    if (head.n < 8 || le32(head.s) != WARC_ZST_DICT || le32(head.s + 4) > MAX_DICT)
        return;
    bede_view body = bd_raw_at(f->raw, file_start + 8, le32(head.s + 4));
    size_t n = body.n;
    bool packed = body.n >= MAGIC && le32(body.s) == ZSTD_MAGICNUMBER;
    if (!n)
        return;
    if (packed) {
        unsigned long long full = ZSTD_getFrameContentSize(body.s, body.n);
        n = full > MAX_DICT ? MAX_DICT : (size_t)full;
    }
    u->dict = malloc(n + 1);
    if (!u->dict)
        return;
    if (packed)
        n = ZSTD_decompress(u->dict, n, body.s, body.n);
    else
        memcpy(u->dict, body.s, n);
    if (ZSTD_isError(n) || ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, u->dict, n)))
        return;
    u->dict_n = n;
}

bool bd_flow_open(bd_flow *f, bd_raw *raw, uint64_t at, bede_error *err) {
    *f = (bd_flow){.raw = raw, .at = at};
    bede_view first = bd_raw_at(raw, at, MAGIC);
    packing kind = gzip_magic(first) ? GZIP : zstd_magic(first) ? ZSTD : PLAIN;
    if (kind == PLAIN)
        return true;
    f->unpack = calloc(1, sizeof *f->unpack);
    if (!f->unpack)
        return bd_fail(err, "bede", "no memory");
    f->unpack->kind = kind;
    f->unpack->in = at;
    bool ok = true;
    if (kind == GZIP)
        ok = inflateInit2(&f->unpack->z, 15 + 16) == Z_OK;
    else
        ok = (f->unpack->zstd = ZSTD_createDCtx()) != NULL;
    if (!ok) {
        free(f->unpack);
        f->unpack = NULL;
        return bd_fail(err, "bede", "no memory");
    }
    if (kind == ZSTD)
        take_dictionary(f, 0);
    return true;
}

void bd_flow_close(bd_flow *f) {
    if (f->unpack) {
        if (f->unpack->kind == GZIP)
            inflateEnd(&f->unpack->z);
        ZSTD_freeDCtx(f->unpack->zstd);
        free(f->unpack->dict);
        free(f->unpack);
    }
    free(f->buf);
    *f = (bd_flow){0};
}

/* ---- unpacking ---- */

static bool room(bd_flow *f) {
    if (f->done == f->used)
        f->done = f->used = 0;
    if (f->done > f->cap / 2) {
        memmove(f->buf, f->buf + f->done, f->used - f->done);
        f->used -= f->done;
        f->done = 0;
    }
    if (f->cap - f->used >= STEP_OUT)
        return true;
    size_t cap = f->cap ? 2 * f->cap : 2 * STEP_OUT;
    char *more = realloc(f->buf, cap);
    if (!more)
        return false;
    f->buf = more;
    f->cap = cap;
    return true;
}

typedef enum outcome { GOING, MEMBER_DONE, DAMAGED } outcome;

static outcome inflate_some(bd_flow *f, bede_view in, size_t *eaten) {
    z_stream *z = &f->unpack->z;
    z->next_in = (Bytef *)(uintptr_t)in.s;
    z->avail_in = (uInt)in.n;
    z->next_out = (Bytef *)f->buf + f->used;
    z->avail_out = (uInt)(f->cap - f->used > UINT32_MAX / 2 ? UINT32_MAX / 2 : f->cap - f->used);
    int code = inflate(z, Z_NO_FLUSH);
    *eaten = in.n - z->avail_in;
    f->used = (size_t)((char *)z->next_out - f->buf);
    if (code == Z_STREAM_END)
        return MEMBER_DONE;
    return code == Z_OK || (code == Z_BUF_ERROR && z->avail_in == 0) ? GOING : DAMAGED;
}

static outcome unzstd_some(bd_flow *f, bede_view in, size_t *eaten) {
    ZSTD_inBuffer from = {in.s, in.n, 0};
    ZSTD_outBuffer to = {f->buf, f->cap, f->used};
    size_t left = ZSTD_decompressStream(f->unpack->zstd, &to, &from);
    *eaten = from.pos;
    f->used = to.pos;
    return ZSTD_isError(left) ? DAMAGED : left == 0 ? MEMBER_DONE : GOING;
}

static void begin_member(bd_flow *f) {
    struct bd_unpack *u = f->unpack;
    if (u->kind == GZIP)
        inflateReset(&u->z);
    else
        ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    u->open = true;
    u->out = 0;
    f->at = u->in;
    uint32_t k = f->n_members++ % MEMBERS;
    f->members[k].file = u->in;
    f->members[k].flow = f->passed + (f->used - f->done);
}

/* More unpacked bytes; false at the end or at a gap. */
static bool unpack(bd_flow *f) {
    struct bd_unpack *u = f->unpack;
    if (f->gap || f->ended || !room(f))
        return false;
    bede_view in = bd_raw_at(f->raw, u->in, STEP_IN);
    if (!u->open) {
        if (!in.n) {
            f->ended = true;
            return false;
        }
        if (!(u->kind == GZIP ? gzip_magic(in) : zstd_magic(in))) {
            f->gap = true;
            f->at = u->in;
            return false;
        }
        begin_member(f);
    }
    size_t eaten = 0, before = f->used;
    outcome o = in.n ? (u->kind == GZIP ? inflate_some : unzstd_some)(f, in, &eaten) : DAMAGED;
    u->in += eaten;
    u->out += f->used - before;
    if (u->out > BD_BOMB_BYTES && u->out / BD_BOMB_RATIO > u->in - f->at)
        o = DAMAGED;
    if (o == MEMBER_DONE) {
        u->open = false;
        bd_raw_forget(f->raw, u->in);
    } else if (o == DAMAGED) {
        f->gap = true;
    }
    return !f->gap;
}

bede_view bd_flow_peek(bd_flow *f, size_t want) {
    if (want > BD_MAX_INPUT_BYTES)
        want = BD_MAX_INPUT_BYTES;
    if (!f->unpack)
        return bd_raw_at(f->raw, f->at, want);
    while (f->used - f->done < want && unpack(f))
        continue;
    return bd_view(f->buf + f->done, f->used - f->done);
}

void bd_flow_skip(bd_flow *f, uint64_t n) {
    if (!f->unpack) {
        f->at += n;
        bd_raw_forget(f->raw, f->at);
        return;
    }
    while (n) {
        size_t there = f->used - f->done;
        if (!there && !unpack(f))
            return;
        there = f->used - f->done;
        size_t now = n < there ? (size_t)n : there;
        f->done += now;
        f->passed += now;
        n -= now;
    }
}

bool bd_flow_gap(const bd_flow *f) {
    return f->gap;
}

/* The next byte at which a member may begin. */
static uint64_t next_member(const bd_flow *f) {
    const struct bd_unpack *u = f->unpack;
    uint64_t at = f->at + 1;
    for (;;) {
        bede_view v = bd_raw_at(f->raw, at, STEP_IN);
        if (v.n < MAGIC)
            return at + v.n;
        for (size_t i = 0; i + MAGIC <= v.n; i++)
            if (u->kind == GZIP ? gzip_magic(bd_view(v.s + i, v.n - i))
                                : le32(v.s + i) == ZSTD_MAGICNUMBER)
                return at + i;
        at += v.n - MAGIC + 1;
    }
}

void bd_flow_resume(bd_flow *f) {
    if (!f->gap)
        return;
    f->unpack->in = next_member(f);
    f->unpack->open = false;
    f->passed += f->used - f->done;
    f->done = f->used = 0;
    f->gap = false;
}

uint64_t bd_flow_offset(const bd_flow *f, uint64_t ahead) {
    if (!f->unpack)
        return f->at + ahead;
    uint64_t want = f->passed + ahead;
    if (want == f->passed + (f->used - f->done) && !f->unpack->open)
        return f->unpack->in; /* just behind the last member */
    for (uint32_t k = 0; k < MEMBERS && k < f->n_members; k++)
        if (f->members[k].flow == want)
            return f->members[k].file;
    return 0;
}
