/* SPDX-License-Identifier: Apache-2.0 */
/* The inner loops of the model, for the vectors that the machine has. All versions give the same
 * numbers to the last bit. */
#ifndef BD_SENTENCE_KERNEL_H
#define BD_SENTENCE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* A weight block of the model file, in place. */
typedef struct bd_weights {
    const int32_t *start;
    const float *scale, *bias;
    const int8_t *w;
    uint32_t K, N;
} bd_weights;

typedef struct bd_kernel {
    const char *name;
    /* out[r][n] = the block's outputs for the activations a[r][K]; rows lie lda and ldo apart.
     * `from`: rows to add to instead of the bias; NULL for the bias. */
    void (*product)(const bd_weights *w, const uint8_t *a, size_t lda, size_t rows,
                    const float *const *from, float *out, size_t ldo);
    /* One LSTM step of H cells: gates[4H] (i f o g, before their non-linearity) and c[H] to the new
     * c[H] and the activation h[H]. */
    void (*cell)(const float *gates, float *c, uint8_t *h, size_t H);
    /* out[n] = start[n] + sum over k of x[k] w[k][n], in order of k. */
    void (*affine)(float *out, const float *start, const float *x, const float *w, size_t k,
                   size_t n);
    /* out[h] = x . y[h] over n (a multiple of 16) for each of `rows` rows. */
    void (*dots)(float *out, const float *x, const float *y, size_t n, size_t rows);
    /* x[i] = max(x[i] + y[i], 0.1 (x[i] + y[i])) to out */
    void (*leaky)(float *out, const float *x, const float *y, size_t n);
} bd_kernel;

/* The best for this machine. `only`: the version of that name ("plain", "avx2", "vnni"), NULL for
 * the best; NULL is given back if the machine cannot run it. */
const bd_kernel *bd_kernel_pick(const char *only);

#endif
