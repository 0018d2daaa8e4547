/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/kernel.h"

#include "sentence/model_file.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* exp by 2^x = 2^floor * polynomial after Cody and Waite's reduction; coefficients as in Cephes'
 * expf. No libm: every machine must give the same number. */
static inline __attribute__((always_inline)) float exponential(float x) {
    x = x > 25 ? 25 : x;
    x = x < -25 ? -25 : x;
    float whole = (x * 1.442695041f + 12582912.0f) - 12582912.0f;
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

static inline __attribute__((always_inline)) float scaled(int32_t sum, const bd_weights *w, size_t n,
                                                          const float *from) {
    return (float)sum * w->scale[n] + from[n];
}

/* ---- plain C ---- */

#define KERNEL(name) plain_##name
#define TARGET
#include "sentence/kernel_body.h"
#undef KERNEL
#undef TARGET

static void plain_product(const bd_weights *w, const uint8_t *a, size_t lda, size_t rows,
                          const float *const *from, float *out, size_t ldo) {
    for (size_t r = 0; r < rows; r++)
        for (size_t n = 0; n < w->N; n++) {
            int32_t sum = w->start[n];
            for (size_t k = 0; k < w->K; k++)
                sum += a[r * lda + k] * w->w[(k / 4 * w->N + n) * 4 + k % 4];
            out[r * ldo + n] = scaled(sum, w, n, from ? from[r] : w->bias);
        }
}

static const bd_kernel PLAIN = {"plain", plain_product, plain_cell, plain_affine, plain_dots,
                                plain_leaky};

#if defined(__x86_64__)

static inline int32_t four(const uint8_t *a) {
    int32_t v;
    memcpy(&v, a, 4);
    return v;
}

/* ---- AVX2 ---- */

#define KERNEL(name) avx2_##name
#define TARGET __attribute__((target("avx2")))
#include "sentence/kernel_body.h"
#undef KERNEL
#undef TARGET

__attribute__((target("avx2"))) static inline void avx2_store(__m256i sum, const bd_weights *w,
                                                              size_t n, const float *from,
                                                              float *out) {
    __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(w->scale + n));
    _mm256_storeu_ps(out + n, _mm256_add_ps(x, _mm256_loadu_ps(from + n)));
}

/* R rows by 16 columns. u7 * s8 pairs fit 16 bits: see BD_ACT_ONE. */
#define AVX2_TILE(R)                                                                               \
    __attribute__((target("avx2"))) static inline void avx2_tile##R(                               \
        const bd_weights *w, const uint8_t *a, size_t lda, size_t n, const float *const *from,     \
        float *out, size_t ldo) {                                                                                 \
        __m256i s0[R], s1[R], ones = _mm256_set1_epi16(1);                                         \
        for (int r = 0; r < R; r++) {                                                              \
            s0[r] = _mm256_loadu_si256((const __m256i *)(const void *)(w->start + n));             \
            s1[r] = _mm256_loadu_si256((const __m256i *)(const void *)(w->start + n + 8));         \
        }                                                                                          \
        for (size_t k = 0; k < w->K; k += 4) {                                                     \
            const int8_t *p = w->w + (k / 4 * w->N + n) * 4;                                       \
            __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)p);                     \
            __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));              \
            for (int r = 0; r < R; r++) {                                                          \
                __m256i x = _mm256_set1_epi32(four(a + (size_t)r * lda + k));                      \
                s0[r] = _mm256_add_epi32(                                                          \
                    s0[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w0), ones));                  \
                s1[r] = _mm256_add_epi32(                                                          \
                    s1[r], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w1), ones));                  \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < R; r++) {                                                              \
            avx2_store(s0[r], w, n, from[r], out + (size_t)r * ldo);                               \
            avx2_store(s1[r], w, n + 8, from[r], out + (size_t)r * ldo);                           \
        }                                                                                          \
    }
AVX2_TILE(4)
AVX2_TILE(1)

/* The rows to add to: given, or the bias for each. */
static inline const float *const *sources(const bd_weights *w, const float *const *from, size_t r,
                                          const float *bias[8]) {
    if (from)
        return from + r;
    for (int i = 0; i < 8; i++)
        bias[i] = w->bias;
    return bias;
}

__attribute__((target("avx2"))) static void avx2_product(const bd_weights *w, const uint8_t *a,
                                                         size_t lda, size_t rows,
                                                         const float *const *from, float *out,
                                                         size_t ldo) {
    const float *bias[8];
    size_t r = 0;
    for (; r + 4 <= rows; r += 4)
        for (size_t n = 0; n < w->N; n += 16)
            avx2_tile4(w, a + r * lda, lda, n, sources(w, from, r, bias), out + r * ldo, ldo);
    for (; r < rows; r++)
        for (size_t n = 0; n < w->N; n += 16)
            avx2_tile1(w, a + r * lda, lda, n, sources(w, from, r, bias), out + r * ldo, ldo);
}

static const bd_kernel AVX2 = {"avx2", avx2_product, avx2_cell, avx2_affine, avx2_dots,
                                avx2_leaky};

/* ---- AVX-512 with VNNI ---- */

#define VNNI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512")))
#if defined(__clang__)
#undef VNNI_TARGET
#define VNNI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#define KERNEL(name) vnni_##name
#define TARGET VNNI_TARGET
#include "sentence/kernel_body.h"
#undef KERNEL
#undef TARGET

VNNI_TARGET static inline void vnni_store(__m512i sum, const bd_weights *w, size_t n,
                                          const float *from, float *out) {
    __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_loadu_ps(w->scale + n));
    _mm512_storeu_ps(out + n, _mm512_add_ps(x, _mm512_loadu_ps(from + n)));
}

/* R rows by C blocks of 16 columns. */
#define VNNI_TILE(R, C)                                                                            \
    VNNI_TARGET static inline void vnni_tile##R##x##C(                                             \
        const bd_weights *w, const uint8_t *a, size_t lda, size_t n, const float *const *from,     \
        float *out, size_t ldo) {                                                                  \
        __m512i s[R][C];                                                                           \
        for (int r = 0; r < R; r++)                                                                \
            for (int c = 0; c < C; c++)                                                            \
                s[r][c] = _mm512_loadu_si512(w->start + n + 16 * c);                               \
        for (size_t k = 0; k < w->K; k += 4) {                                                     \
            const int8_t *p = w->w + (k / 4 * w->N + n) * 4;                                       \
            __m512i v[C];                                                                          \
            for (int c = 0; c < C; c++)                                                            \
                v[c] = _mm512_loadu_si512(p + 64 * c);                                             \
            for (int r = 0; r < R; r++) {                                                          \
                __m512i x = _mm512_set1_epi32(four(a + (size_t)r * lda + k));                      \
                for (int c = 0; c < C; c++)                                                        \
                    s[r][c] = _mm512_dpbusd_epi32(s[r][c], x, v[c]);                               \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < R; r++)                                                                \
            for (int c = 0; c < C; c++)                                                            \
                vnni_store(s[r][c], w, n + 16 * (size_t)c, from[r], out + (size_t)r * ldo);        \
    }
VNNI_TILE(6, 4)
VNNI_TILE(6, 1)
VNNI_TILE(3, 4)
VNNI_TILE(3, 1)
VNNI_TILE(1, 4)
VNNI_TILE(1, 1)

#define VNNI_ROWS(R)                                                                               \
    for (; r + R <= rows; r += R) {                                                                \
        const float *const *rows_from = sources(w, from, r, bias);                                 \
        size_t n = 0;                                                                              \
        for (; n + 64 <= w->N; n += 64)                                                            \
            vnni_tile##R##x4(w, a + r * lda, lda, n, rows_from, out + r * ldo, ldo);               \
        for (; n < w->N; n += 16)                                                                  \
            vnni_tile##R##x1(w, a + r * lda, lda, n, rows_from, out + r * ldo, ldo);               \
    }

VNNI_TARGET static void vnni_product(const bd_weights *w, const uint8_t *a, size_t lda,
                                     size_t rows, const float *const *from, float *out,
                                     size_t ldo) {
    const float *bias[8];
    size_t r = 0;
    VNNI_ROWS(6)
    VNNI_ROWS(3)
    VNNI_ROWS(1)
}

static const bd_kernel VNNI = {"vnni", vnni_product, vnni_cell, vnni_affine, vnni_dots,
                                vnni_leaky};
#endif

const bd_kernel *bd_kernel_pick(const char *only) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    int vnni = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
    if (vnni && (!only || !strcmp(only, VNNI.name)))
        return &VNNI;
    if (__builtin_cpu_supports("avx2") && (!only || !strcmp(only, AVX2.name)))
        return &AVX2;
#endif
    return !only || !strcmp(only, PLAIN.name) ? &PLAIN : NULL;
}
