/* SPDX-License-Identifier: Apache-2.0 */
/* The loops that every version shares; kernel.c includes this once a version, with KERNEL(name) and
 * TARGET set. They work on each number by itself, or sum in 16 fixed lanes, so that wider vectors
 * change nothing. */

typedef float KERNEL(v16) __attribute__((vector_size(64), aligned(4), may_alias));

TARGET static void KERNEL(cell)(const float *gates, float *c, uint8_t *h, size_t H) {
    for (size_t k = 0; k < H; k++) {
        float i = sigmoid(gates[k]), f = sigmoid(gates[H + k]), o = sigmoid(gates[2 * H + k]),
              u = hyperbolic(gates[3 * H + k]);
        float cell = f * c[k] + i * u;
        c[k] = cell;
        h[k] = (uint8_t)(int32_t)(o * hyperbolic(cell) * (float)BD_ACT_ONE +
                                  ((float)BD_ACT_ZERO + 0.5f));
    }
}

TARGET static void KERNEL(axpy)(float *out, const float *x, const float *w, size_t k, size_t n) {
    for (size_t i = 0; i < k; i++) {
        float v = x[i];
        const float *row = w + i * n;
        for (size_t j = 0; j < n; j++)
            out[j] += v * row[j];
    }
}

TARGET static void KERNEL(dots)(float *out, const float *x, const float *y, size_t n,
                                size_t rows) {
    for (size_t r = 0; r < rows; r++) {
        KERNEL(v16) sum = {0};
        for (size_t k = 0; k < n; k += 16)
            sum += *(const KERNEL(v16) *)(x + k) * *(const KERNEL(v16) *)(y + r * n + k);
        float half[8];
        for (int k = 0; k < 8; k++)
            half[k] = sum[k] + sum[k + 8];
        out[r] = ((half[0] + half[4]) + (half[1] + half[5])) +
                 ((half[2] + half[6]) + (half[3] + half[7]));
    }
}
