/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/matrix.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

typedef float v16 __attribute__((vector_size(64), aligned(4)));

/* TA_ROWS divides the sizes of the layers, so that no row is left for the slow loop. */
enum { ROWS = 6, TA_ROWS = 8, COLS = 32 };

/* A tile of up to ROWS x 32: the sums stay in registers over all of k. */
#define TILE(R)                                                                                    \
    static inline __attribute__((always_inline)) void tile##R(                                     \
        float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t k,    \
        int add) {                                                                                 \
        v16 s0[R], s1[R];                                                                          \
        for (int r = 0; r < R; r++) {                                                              \
            s0[r] = add ? *(const v16 *)(c + (size_t)r * ldc) : (v16){0};                          \
            s1[r] = add ? *(const v16 *)(c + (size_t)r * ldc + 16) : (v16){0};                     \
        }                                                                                          \
        for (size_t i = 0; i < k; i++) {                                                           \
            v16 b0 = *(const v16 *)(b + i * ldb), b1 = *(const v16 *)(b + i * ldb + 16);           \
            for (int r = 0; r < R; r++) {                                                          \
                v16 x = a[(size_t)r * lda + i] - (v16){0};                                         \
                s0[r] += x * b0;                                                                   \
                s1[r] += x * b1;                                                                   \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < R; r++) {                                                              \
            *(v16 *)(c + (size_t)r * ldc) = s0[r];                                                 \
            *(v16 *)(c + (size_t)r * ldc + 16) = s1[r];                                            \
        }                                                                                          \
    }
TILE(6)
TILE(2)
TILE(1)

static inline __attribute__((always_inline)) void edge(float *c, size_t ldc, const float *a,
                                                       size_t lda, const float *b, size_t ldb,
                                                       size_t m, size_t k, size_t n, int add) {
    for (size_t r = 0; r < m; r++) {
        float *row = c + r * ldc;
        if (!add)
            memset(row, 0, n * sizeof *row);
        for (size_t i = 0; i < k; i++) {
            float x = a[r * lda + i];
            for (size_t j = 0; j < n; j++)
                row[j] += x * b[i * ldb + j];
        }
    }
}

/* Rows of B lie a power of two apart in most products, so that a block of columns falls into a few
 * sets of the cache: it is copied together first. */
enum { PACK = 1 << 15 };
static _Thread_local float packed[PACK] __attribute__((aligned(64)));
static _Thread_local float packed_a[1 << 18] __attribute__((aligned(64)));

static inline __attribute__((always_inline)) void pack(float *to, const float *b, size_t ldb,
                                                       size_t k) {
    for (size_t i = 0; i < k; i++) {
        *(v16 *)(to + i * COLS) = *(const v16 *)(b + i * ldb);
        *(v16 *)(to + i * COLS + 16) = *(const v16 *)(b + i * ldb + 16);
    }
}

CLONES void mx_mul(float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb,
                   size_t m, size_t k, size_t n, int add) {
    size_t j = 0;
    for (; j + COLS <= n; j += COLS) {
        size_t r = 0, ldp = ldb;
        const float *p = b + j;
        if (m >= 64 && ldb > COLS && k * COLS <= PACK) {
            pack(packed, p, ldb, k);
            p = packed;
            ldp = COLS;
        }
        for (; r + ROWS <= m; r += ROWS)
            tile6(c + r * ldc + j, ldc, a + r * lda, lda, p, ldp, k, add);
        for (; r + 2 <= m; r += 2)
            tile2(c + r * ldc + j, ldc, a + r * lda, lda, p, ldp, k, add);
        for (; r < m; r++)
            tile1(c + r * ldc + j, ldc, a + r * lda, lda, p, ldp, k, add);
    }
    if (j < n)
        edge(c + j, ldc, a, lda, b + j, ldb, m, k, n - j, add);
}

/* As mx_mul, with A read down its columns: a[i * lda + r] is as near as a[r * lda + i]. */
static inline __attribute__((always_inline)) void
tile_ta(float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t k) {
    v16 s0[TA_ROWS], s1[TA_ROWS];
    for (int r = 0; r < TA_ROWS; r++) {
        s0[r] = *(const v16 *)(c + (size_t)r * ldc);
        s1[r] = *(const v16 *)(c + (size_t)r * ldc + 16);
    }
    for (size_t i = 0; i < k; i++) {
        v16 b0 = *(const v16 *)(b + i * ldb), b1 = *(const v16 *)(b + i * ldb + 16);
        for (int r = 0; r < TA_ROWS; r++) {
            v16 x = a[i * lda + (size_t)r] - (v16){0};
            s0[r] += x * b0;
            s1[r] += x * b1;
        }
    }
    for (int r = 0; r < TA_ROWS; r++) {
        *(v16 *)(c + (size_t)r * ldc) = s0[r];
        *(v16 *)(c + (size_t)r * ldc + 16) = s1[r];
    }
}

CLONES void mx_mul_ta(float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb,
                      size_t m, size_t k, size_t n) {
    size_t whole = m / TA_ROWS * TA_ROWS, cols = n / COLS * COLS;
    bool together = k >= 32 && k * COLS <= PACK && k * m <= sizeof packed_a / sizeof *packed_a;
    if (together)
        for (size_t r = 0; r < whole; r += TA_ROWS)
            for (size_t i = 0; i < k; i++)
                memcpy(packed_a + r * k + i * TA_ROWS, a + i * lda + r, TA_ROWS * sizeof *a);
    for (size_t j = 0; together && j < cols; j += COLS) {
        pack(packed, b + j, ldb, k);
        for (size_t r = 0; r < whole; r += TA_ROWS)
            tile_ta(c + r * ldc + j, ldc, packed_a + r * k, TA_ROWS, packed, COLS, k);
    }
    for (size_t j = 0; !together && j < cols; j += COLS)
        for (size_t r = 0; r < whole; r += TA_ROWS)
            tile_ta(c + r * ldc + j, ldc, a + r, lda, b + j, ldb, k);
    for (size_t i = 0; i < k; i++)
        for (size_t r = 0; r < m; r++) {
            float x = a[i * lda + r];
            for (size_t j = r < whole ? cols : 0; j < n; j++)
                c[r * ldc + j] += x * b[i * ldb + j];
        }
}

void mx_transpose(float *b, const float *a, size_t m, size_t n) {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            b[j * m + i] = a[i * n + j];
}

/* exp by 2^x = 2^floor * polynomial (Cody and Waite's reduction): branch-free, so that compilers
 * make vectors of it, and the same on every libm. */
static inline float fast_exp(float x) {
    x = x > 80 ? 80 : x < -80 ? -80 : x;
    float t = x * 1.442695041f;
    float whole = (t + 12582912.0f) - 12582912.0f;
    float f = x - whole * 0.693359375f + whole * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * f + 1.3981999507e-3f;
    p = p * f + 8.3334519073e-3f;
    p = p * f + 4.1665795894e-2f;
    p = p * f + 1.6666665459e-1f;
    p = p * f + 5.0000001201e-1f;
    p = p * f * f + f + 1.0f;
    union {
        int32_t i;
        float f;
    } scale = {((int32_t)whole + 127) * (1 << 23)};
    return p * scale.f;
}

float mx_exp(float x) {
    return fast_exp(x);
}

float mx_log(float x) {
    return logf(x);
}

CLONES void mx_sigmoid(float *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = 1.0f / (1.0f + fast_exp(-x[i]));
}

CLONES void mx_tanh(float *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = 2.0f / (1.0f + fast_exp(-2.0f * x[i])) - 1.0f;
}

float mx_softmax(float *x, size_t n) {
    float top = x[0], sum = 0;
    for (size_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (size_t i = 0; i < n; i++)
        sum += x[i] = fast_exp(x[i] - top);
    for (size_t i = 0; i < n; i++)
        x[i] /= sum;
    return top + mx_log(sum);
}

static uint64_t rotl(uint64_t x, int k) {
    return (x << k) | (x >> (64 - k));
}

void mx_seed(mx_random *r, uint64_t seed) {
    for (int i = 0; i < 4; i++) { /* splitmix64 */
        uint64_t z = (seed += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        r->s[i] = z ^ (z >> 31);
    }
}

uint64_t mx_next(mx_random *r) {
    uint64_t *s = r->s, out = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return out;
}

float mx_uniform(mx_random *r) {
    return (float)(mx_next(r) >> 40) * 0x1p-24f;
}

float mx_normal(mx_random *r) {
    /* Twelve uniforms: near enough for initial weights, and no libm. */
    float sum = -6;
    for (int i = 0; i < 12; i++)
        sum += mx_uniform(r);
    return sum;
}
