/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/kernel.h"

#include "sentence/model_file.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static inline __attribute__((always_inline)) float scaled(int32_t sum, const bd_weights *w,
                                                          size_t n, const float *from) {
    return (float)sum * w->scale[n] + from[n];
}

enum { PANEL = BD_MODEL_PANEL };

static inline size_t panel_width(const bd_weights *w, size_t n) {
    return w->N - n < PANEL ? w->N - n : PANEL;
}

/* ---- plain C ---- */

/* Vector comparisons give all bits or none, so that a choice is a few bit operations. */
typedef float four_floats __attribute__((vector_size(16)));
typedef int32_t four_ints __attribute__((vector_size(16)));

static inline four_floats plain_least(four_floats a, four_floats b) {
    four_ints less = a < b;
    return (four_floats)((less & (four_ints)a) | (~less & (four_ints)b));
}

static inline four_floats plain_clamp(four_floats x, four_floats most) {
    return -plain_least(-plain_least(x, most), most);
}

#define KERNEL(name) plain_##name
#define WIDTH 4
#define TARGET
#define CLAMP(x, most) plain_clamp(x, most)
#include "sentence/kernel_body.h"
#undef KERNEL
#undef WIDTH
#undef TARGET
#undef CLAMP

static void plain_product(const bd_weights *w, const uint8_t *a, size_t lda, size_t rows,
                          const float *const *from, float *out, size_t ldo) {
    for (size_t n = 0; n < w->N; n += PANEL) {
        size_t width = panel_width(w, n);
        for (size_t r = 0; r < rows; r++) {
            const int8_t *p = w->w + n * w->K;
            int32_t sum[PANEL];
            memcpy(sum, w->start + n, width * sizeof *sum);
            for (size_t k = 0; k < w->K; k += 4) {
                const uint8_t *x = a + r * lda + k;
                for (size_t j = 0; j < width; j++, p += 4)
                    sum[j] += x[0] * p[0] + x[1] * p[1] + x[2] * p[2] + x[3] * p[3];
            }
            for (size_t j = 0; j < width; j++)
                out[r * ldo + n + j] = scaled(sum[j], w, n + j, from ? from[r] : w->bias);
        }
    }
}

static const bd_kernel PLAIN = {"plain",      plain_product, plain_cell,
                                plain_affine, plain_dots,    plain_leaky};

#if defined(__x86_64__)

static inline int32_t four(const uint8_t *a) {
    int32_t v;
    memcpy(&v, a, 4);
    return v;
}

/* ---- AVX2 ---- */

#define KERNEL(name) avx2_##name
#define WIDTH 8
#define TARGET __attribute__((target("avx2")))
#define CLAMP(x, most)                                                                             \
    (KERNEL(vec)) _mm256_max_ps(_mm256_min_ps((__m256)(x), (__m256)(most)), (__m256)(-(most)))
#include "sentence/kernel_body.h"
#undef KERNEL
#undef WIDTH
#undef TARGET
#undef CLAMP

__attribute__((target("avx2"))) static inline void
avx2_store(__m256i sum, const bd_weights *w, size_t n, const float *from, float *out) {
    __m256 x = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(w->scale + n));
    _mm256_storeu_ps(out + n, _mm256_add_ps(x, _mm256_loadu_ps(from + n)));
}

/* Four u8 of x by four s8 of w in each lane. The sum of two products fits 16 bits: see BD_ACT_ONE.
 */
__attribute__((target("avx2"))) static inline __m256i avx2_dot(__m256i sum, __m256i x, __m256i w,
                                                               __m256i ones) {
    return _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), ones));
}

__attribute__((target("avx2"))) static inline __m256i avx2_load(const void *p) {
    return _mm256_loadu_si256(p);
}

/* R rows by 16 columns; `step` bytes lead to the panel's next four inputs. Each sum has a name of
 * its own, so that compilers keep all in registers; in an array they go to memory at every step. */
#define AVX2_BEGIN(r) __m256i s##r = avx2_load(w->start + n), t##r = avx2_load(w->start + n + 8);
#define AVX2_STEP(r)                                                                               \
    x = _mm256_set1_epi32(four(a + r * lda + k));                                                  \
    s##r = avx2_dot(s##r, x, w0, ones);                                                            \
    t##r = avx2_dot(t##r, x, w1, ones);
#define AVX2_END(r)                                                                                \
    avx2_store(s##r, w, n, from[r], out + r * ldo);                                                \
    avx2_store(t##r, w, n + 8, from[r], out + r * ldo);
#define AVX2_ROWS1(F) F(0)
#define AVX2_ROWS4(F) F(0) F(1) F(2) F(3)
#define AVX2_TILE(R)                                                                               \
    __attribute__((target("avx2"))) static inline void avx2_tile##R(                               \
        const bd_weights *w, const int8_t *p, size_t step, const uint8_t *a, size_t lda, size_t n, \
        const float *const *from, float *out, size_t ldo) {                                        \
        __m256i x, ones = _mm256_set1_epi16(1);                                                    \
        AVX2_ROWS##R(AVX2_BEGIN) for (size_t k = 0; k < w->K; k += 4, p += step) {                 \
            __m256i w0 = avx2_load(p), w1 = avx2_load(p + 32);                                     \
            AVX2_ROWS##R(AVX2_STEP)                                                                \
        }                                                                                          \
        AVX2_ROWS##R(AVX2_END)                                                                     \
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
    for (size_t n = 0; n < w->N; n += 16) {
        size_t first = n / PANEL * PANEL, step = panel_width(w, first) * 4, r = 0;
        const int8_t *p = w->w + first * w->K + (n - first) * 4;
        for (; r + 4 <= rows; r += 4)
            avx2_tile4(w, p, step, a + r * lda, lda, n, sources(w, from, r, bias), out + r * ldo,
                       ldo);
        for (; r < rows; r++)
            avx2_tile1(w, p, step, a + r * lda, lda, n, sources(w, from, r, bias), out + r * ldo,
                       ldo);
    }
}

static const bd_kernel AVX2 = {"avx2", avx2_product, avx2_cell, avx2_affine, avx2_dots, avx2_leaky};

/* ---- AVX-512 with VNNI ---- */

#define VNNI_TARGET                                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512")))
#if defined(__clang__)
#undef VNNI_TARGET
#define VNNI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#define KERNEL(name) vnni_##name
#define WIDTH 16
#define TARGET VNNI_TARGET
#define CLAMP(x, most)                                                                             \
    (KERNEL(vec)) _mm512_max_ps(_mm512_min_ps((__m512)(x), (__m512)(most)), (__m512)(-(most)))
#include "sentence/kernel_body.h"
#undef KERNEL
#undef WIDTH
#undef TARGET
#undef CLAMP

VNNI_TARGET static inline void vnni_store(__m512i sum, const bd_weights *w, size_t n,
                                          const float *from, float *out) {
    __m512 x = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_loadu_ps(w->scale + n));
    _mm512_storeu_ps(out + n, _mm512_add_ps(x, _mm512_loadu_ps(from + n)));
}

/* sum += the products of four u8 of x and four s8 of w, in each 32-bit lane. Written as assembly
 * because gcc 12 gives the intrinsic's sums two registers each and copies them at every step, at a
 * loss of a third or more. */
VNNI_TARGET static inline __attribute__((always_inline)) __m512i vnni_dot(__m512i sum, __m512i x,
                                                                          __m512i w) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    return sum;
}

/* A tile of R rows by C blocks of 16 columns. Each sum has a name of its own, so that compilers
 * keep all in registers; in an array they are written back to memory at every step. */
#define COLS1(F, r) F(r, 0)
#define COLS4(F, r) F(r, 0) F(r, 1) F(r, 2) F(r, 3)
#define ROWS1(F, C) F(0, C)
#define ROWS2(F, C) F(0, C) F(1, C)
#define ROWS4(F, C) ROWS2(F, C) F(2, C) F(3, C)
#define ROWS6(F, C) ROWS4(F, C) F(4, C) F(5, C)
#define BEGIN(r, c) __m512i s##r##c = _mm512_loadu_si512(w->start + n + 16 * c);
#define WEIGHT(r, c) __m512i v##c = _mm512_loadu_si512(p + 64 * c);
#define STEP(r, c) s##r##c = vnni_dot(s##r##c, x, v##c);
#define END(r, c) vnni_store(s##r##c, w, n + 16 * c, from[r], out + r * ldo);
#define ROW_BEGIN(r, C) C(BEGIN, r)
#define ROW_STEP(r, C)                                                                             \
    x = _mm512_set1_epi32(four(a + r * lda + k));                                                  \
    C(STEP, r)
#define ROW_END(r, C) C(END, r)
#define VNNI_TILE(R, C)                                                                            \
    VNNI_TARGET static inline void vnni_tile##R##x##C(                                             \
        const bd_weights *w, const int8_t *p, size_t step, const uint8_t *a, size_t lda, size_t n, \
        const float *const *from, float *out, size_t ldo) {                                        \
        size_t k = 0, K = w->K;                                                                    \
        ROWS##R(ROW_BEGIN, COLS##C) do {                                                           \
            __m512i x;                                                                             \
            COLS##C(WEIGHT, 0) ROWS##R(ROW_STEP, COLS##C) p += step;                               \
            k += 4;                                                                                \
        }                                                                                          \
        while (k < K)                                                                              \
            ;                                                                                      \
        ROWS##R(ROW_END, COLS##C)                                                                  \
    }
VNNI_TILE(6, 4)
VNNI_TILE(4, 4)
VNNI_TILE(2, 4)
VNNI_TILE(1, 4)
VNNI_TILE(4, 1)
VNNI_TILE(1, 1)

#define VNNI_ROWS(R, C)                                                                            \
    for (; r + R <= rows; r += R)                                                                  \
        vnni_tile##R##x##C(w, p, step, a + r * lda, lda, n, sources(w, from, r, bias),             \
                           out + r * ldo, ldo);

VNNI_TARGET static void vnni_product(const bd_weights *w, const uint8_t *a, size_t lda, size_t rows,
                                     const float *const *from, float *out, size_t ldo) {
    const float *bias[8];
    size_t n = 0;
    for (; n + PANEL <= w->N; n += PANEL) {
        const int8_t *p = w->w + n * w->K;
        size_t step = PANEL * 4, r = 0;
        VNNI_ROWS(6, 4)
        VNNI_ROWS(4, 4)
        VNNI_ROWS(2, 4)
        VNNI_ROWS(1, 4)
    }
    for (size_t first = n; n < w->N; n += 16) {
        const int8_t *p = w->w + first * w->K + (n - first) * 4;
        size_t step = panel_width(w, first) * 4, r = 0;
        VNNI_ROWS(4, 1)
        VNNI_ROWS(1, 1)
    }
}

static const bd_kernel VNNI = {"vnni", vnni_product, vnni_cell, vnni_affine, vnni_dots, vnni_leaky};
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
