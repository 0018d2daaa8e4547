/* SPDX-License-Identifier: Apache-2.0 */
/* Dense float kernels for training. Row-major. Sums run in a fixed order whatever the width of the
 * machine's vectors, so that training is repeatable. */
#ifndef BD_LEARN_MATRIX_H
#define BD_LEARN_MATRIX_H

#include <stddef.h>
#include <stdint.h>

/* C[m,n] (+)= A[m,k] * B[k,n]; ld* are row lengths. add == 0 overwrites C. */
void mx_mul(float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb, size_t m,
            size_t k, size_t n, int add);
/* C[m,n] += A^T * B with A[k,m], B[k,n]: a weight's gradient. */
void mx_mul_ta(float *c, size_t ldc, const float *a, size_t lda, const float *b, size_t ldb,
               size_t m, size_t k, size_t n);
/* B[n,m] = A[m,n]^T */
void mx_transpose(float *b, const float *a, size_t m, size_t n);

void mx_sigmoid(float *x, size_t n);
void mx_tanh(float *x, size_t n);
float mx_exp(float x);
float mx_log(float x);
/* Softmax over n values in place; gives back the log of the sum of exponentials. */
float mx_softmax(float *x, size_t n);

/* xoshiro256**: seeded streams. */
typedef struct mx_random {
    uint64_t s[4];
} mx_random;
void mx_seed(mx_random *r, uint64_t seed);
uint64_t mx_next(mx_random *r);
float mx_uniform(mx_random *r); /* [0, 1) */
float mx_normal(mx_random *r);

#endif
