/* SPDX-License-Identifier: Apache-2.0 */
/* Texts to signatures, and how alike two are. */
#include "store/near.h"

#include "base/hash.h"
#include "base/utf8.h"

enum { FOLDED = 4096, MAX_WORD = 64, WIDE = 0x2E80 };

/* Fewer runs of words than this are a slogan: only the same text counts as a copy. In a text of a
 * sentence or two the same names and titles make much of it: more is asked for. */
enum { FEW = 12, SHORT = 45 };

/* Least overlap of all and of the shorter text. Two stories of one agency that repeat half of
 * their background reach 0.33 and 0.5; a story that lost its second half 0.5 and 1. */
static const float LEAST_ALIKE = 0.30F, LEAST_SHARE = 0.62F, SHORT_ALIKE = 0.5F, SHORT_SHARE = 0.8F,
                   SAME = 0.92F;

/* splitmix64 */
static uint64_t scramble(uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

void bd_near_begin(bd_near_signer *s) {
    *s = (bd_near_signer){0};
    memset(s->least, 0xFF, sizeof s->least);
}

/* One hash a lane of each run of words x: (x ^ mask) * odd, then folded. */
static inline __attribute__((always_inline)) void lower_all(bd_near_signer *s) {
    uint32_t masks[BD_NEAR_LANES], odds[BD_NEAR_LANES], mask = 0x6A09E667u, odd = 0x9E3779B1u;
    for (int i = 0; i < BD_NEAR_LANES; i++) {
        masks[i] = mask = mask * 747796405u + 2891336453u;
        odds[i] = (odd = odd * 1664525u + 2027808434u) | 1u;
    }
    for (uint32_t k = 0; k < s->n_waiting; k++) {
        for (int i = 0; i < BD_NEAR_LANES; i++) {
            uint32_t h = (s->waiting[k] ^ masks[i]) * odds[i];
            h ^= h >> 15;
            s->least[i] = h < s->least[i] ? h : s->least[i];
        }
    }
    s->n_waiting = 0;
}

/* The same for machines with eight lanes a step. */
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) static void lower_wide(bd_near_signer *s) {
    lower_all(s);
}
static void lower(bd_near_signer *s) {
    if (__builtin_cpu_supports("avx2"))
        lower_wide(s);
    else
        lower_all(s);
}
#else
static void lower(bd_near_signer *s) {
    lower_all(s);
}
#endif

static void word(bd_near_signer *s, uint64_t hash) {
    memmove(s->words, s->words + 1, sizeof s->words - sizeof *s->words);
    s->words[BD_NEAR_SHINGLE - 1] = hash;
    if (++s->n_words < BD_NEAR_SHINGLE)
        return;
    uint64_t x = 0;
    for (int i = 0; i < BD_NEAR_SHINGLE; i++)
        x = scramble(x ^ s->words[i]);
    s->waiting[s->n_waiting++] = (uint32_t)(x >> 32);
    if (s->n_waiting == BD_NEAR_WAITING)
        lower(s);
}

static bool is_wide(unsigned char c) {
    return c >= 0xE2; /* the first byte of U+2000 and beyond; FOLDED made plain what is Latin */
}

static bool is_word_byte(unsigned char c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Words of folded text: letters and digits; an apostrophe joins; scripts that put no spaces give a
 * word a letter. */
static void words(bd_near_signer *s, const char *t, size_t n) {
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)t[i];
        if (is_wide(c)) {
            size_t len;
            int32_t cp = bd_utf8_get(bd_view(t, n), i, &len);
            if (cp >= WIDE)
                word(s, scramble((uint64_t)cp));
            i += len;
        } else if (!is_word_byte(c)) {
            i++;
        } else {
            char buf[MAX_WORD];
            size_t k = 0;
            for (; i < n && ((is_word_byte((unsigned char)t[i]) && !is_wide((unsigned char)t[i])) ||
                             t[i] == '\'');
                 i++)
                if (t[i] != '\'' && k < MAX_WORD)
                    buf[k++] = t[i];
            word(s, bd_hash(buf, k, 0));
        }
    }
}

void bd_near_add(bd_near_signer *s, bede_view text) {
    char folded[FOLDED];
    while (text.n) {
        /* A piece ends between words, so that how a text is cut changes nothing. */
        size_t n = text.n;
        if (n > FOLDED / 4) {
            for (n = FOLDED / 4; n > 0 && text.s[n] != ' ' && text.s[n] != '\n'; n--)
                ;
            if (n == 0)
                for (n = FOLDED / 4; n > 1 && ((unsigned char)text.s[n] & 0xC0) == 0x80; n--)
                    ;
        }
        words(s, folded, bd_utf8_fold(bd_view(text.s, n), folded, sizeof folded));
        text = bd_view(text.s + n, text.n - n);
    }
}

void bd_near_end(bd_near_signer *s, bd_near_mark *out) {
    lower(s);
    uint64_t n = s->n_words >= BD_NEAR_SHINGLE ? s->n_words - BD_NEAR_SHINGLE + 1 : 0;
    out->n = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
    for (int i = 0; i < BD_NEAR_LANES; i++)
        out->lane[i] = out->n ? (uint16_t)s->least[i] : 0;
}

void bd_near_sign(const bede_article *a, bd_near_mark *out) {
    bd_near_signer s;
    bd_near_begin(&s);
    for (size_t i = 0; i < a->n_blocks; i++)
        if (a->blocks[i].kind == BEDE_BLOCK_PARAGRAPH)
            bd_near_add(&s, a->blocks[i].text);
    if (s.n_words < BD_NEAR_SHINGLE) {
        bd_near_begin(&s);
        bd_near_add(&s, a->text);
    }
    bd_near_end(&s, out);
}

void bd_near_pack(const bd_near_mark *m, unsigned char out[BD_NEAR_BLOB]) {
    for (int i = 0; i < 4; i++)
        *out++ = (unsigned char)(m->n >> (8 * i));
    for (int i = 0; i < BD_NEAR_LANES; i++) {
        *out++ = (unsigned char)m->lane[i];
        *out++ = (unsigned char)(m->lane[i] >> 8);
    }
}

bool bd_near_unpack(const void *bytes, size_t n, bd_near_mark *out) {
    const unsigned char *p = bytes;
    if (n != BD_NEAR_BLOB)
        return false;
    out->n = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    p += 4;
    for (int i = 0; i < BD_NEAR_LANES; i++, p += 2)
        out->lane[i] = (uint16_t)(p[0] | p[1] << 8);
    return true;
}

static int equal_lanes(const bd_near_mark *a, const bd_near_mark *b) {
    int n = 0;
    for (int i = 0; i < BD_NEAR_LANES; i++)
        n += a->lane[i] == b->lane[i];
    return n;
}

float bd_near_alike(const bd_near_mark *a, const bd_near_mark *b) {
    return a->n && b->n ? (float)equal_lanes(a, b) / BD_NEAR_LANES : 0;
}

bool bd_near_copy(const bd_near_mark *a, const bd_near_mark *b, float *share) {
    float j = bd_near_alike(a, b), small = (float)(a->n < b->n ? a->n : b->n);
    /* |A and B| = J / (1 + J) (|A| + |B|) */
    float s = small > 0 ? j / (1 + j) * ((float)a->n + (float)b->n) / small : 0;
    *share = s > 1 ? 1 : s;
    if (small < FEW)
        return a->n == b->n && small > 0 && equal_lanes(a, b) == BD_NEAR_LANES;
    if (small < SHORT)
        return j >= SHORT_ALIKE && s >= SHORT_SHARE;
    return j >= LEAST_ALIKE && s >= LEAST_SHARE;
}

bool bd_near_same(const bd_near_mark *a, const bd_near_mark *b) {
    return bd_near_alike(a, b) >= SAME;
}
