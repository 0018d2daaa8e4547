/* SPDX-License-Identifier: Apache-2.0 */
/* The loops that every version shares; kernel.c includes this once a version, with KERNEL(name) and
 * TARGET set. They work on each number by itself, or sum in 16 fixed lanes, so that wider vectors
 * change nothing. */

typedef float KERNEL(v16) __attribute__((vector_size(64), aligned(4), may_alias));

/* c' = sigmoid(f) c + sigmoid(i) tanh(g) and h = sigmoid(o) tanh(c'), each over one common divisor:
 * division is the slow part. With exponents cut at 25 the divisor stays far below FLT_MAX. */
TARGET static void KERNEL(cell)(const float *restrict gates, float *restrict c,
                                uint8_t *restrict h, size_t H) {
    for (size_t k = 0; k < H; k++) {
        float i = 1.0f + exponential(-gates[k]), f = 1.0f + exponential(-gates[H + k]);
        float e = exponential(-2.0f * gates[3 * H + k]);
        float iu = i * (1.0f + e);
        float cell = ((1.0f - e) * f + c[k] * iu) / (iu * f);
        c[k] = cell;
        float o = 1.0f + exponential(-gates[2 * H + k]), t = exponential(-2.0f * cell);
        float y = (1.0f - t) / (o * (1.0f + t));
        h[k] = (uint8_t)(int32_t)(y * (float)BD_ACT_ONE + ((float)BD_ACT_ZERO + 0.5f));
    }
}

TARGET static void KERNEL(affine)(float *out, const float *start, const float *x, const float *w,
                                  size_t k, size_t n) {
    size_t j = 0;
#define LANES(at) (*(const KERNEL(v16) *)(at))
    for (; j + 64 <= n; j += 64) {
        KERNEL(v16) s0 = LANES(start + j), s1 = LANES(start + j + 16), s2 = LANES(start + j + 32),
                    s3 = LANES(start + j + 48);
        for (size_t i = 0; i < k; i++) {
            const float *row = w + i * n + j;
            s0 += x[i] * LANES(row);
            s1 += x[i] * LANES(row + 16);
            s2 += x[i] * LANES(row + 32);
            s3 += x[i] * LANES(row + 48);
        }
        *(KERNEL(v16) *)(out + j) = s0;
        *(KERNEL(v16) *)(out + j + 16) = s1;
        *(KERNEL(v16) *)(out + j + 32) = s2;
        *(KERNEL(v16) *)(out + j + 48) = s3;
    }
    for (; j + 16 <= n; j += 16) {
        KERNEL(v16) sum = LANES(start + j);
        for (size_t i = 0; i < k; i++)
            sum += x[i] * LANES(w + i * n + j);
        *(KERNEL(v16) *)(out + j) = sum;
    }
#undef LANES
    for (; j < n; j++) {
        float sum = start[j];
        for (size_t i = 0; i < k; i++)
            sum += x[i] * w[i * n + j];
        out[j] = sum;
    }
}

TARGET static void KERNEL(leaky)(float *out, const float *x, const float *y, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float v = x[i] + y[i], low = 0.1f * v;
        out[i] = v > low ? v : low;
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
