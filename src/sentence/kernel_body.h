/* SPDX-License-Identifier: Apache-2.0 */
/* The loops that every version shares; kernel.c includes this once a version, with KERNEL(name),
 * TARGET, WIDTH (floats of a vector) and CLAMP(x, most) set. They work on each number by itself, or
 * sum in 16 fixed lanes, so that wider vectors change nothing. */

typedef float KERNEL(vec) __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

typedef int32_t KERNEL(ints) __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));
typedef uint32_t KERNEL(words) __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));
typedef uint8_t KERNEL(bytes) __attribute__((vector_size(WIDTH), aligned(1), may_alias));

/* e^x = 2^w 2^f with w whole: 2^f by a polynomial of degree 4 (Taylor's, economised; error below
 * 1e-5, a thousandth of what an activation can hold). No libm: every machine must give the same. */
TARGET static inline __attribute__((always_inline)) KERNEL(vec) KERNEL(exponential)(KERNEL(vec) x) {
    const KERNEL(vec) most = (KERNEL(vec)){0} + 25.0f;
    KERNEL(vec) t = CLAMP(x, most) * 1.442695041f;
    /* Added to 1.5 * 2^23, a number leaves its whole part in the lowest bits. */
    KERNEL(vec) shifted = t + 12582912.0f;
    KERNEL(vec) f = t - (shifted - 12582912.0f);
    KERNEL(vec) p = ((9.6180e-3f * f + 5.5504e-2f) * f + 0.24022651f) * f + 0.69314718f;
    KERNEL(words) bits = (KERNEL(words))(p * f + 1.0f);
    return (KERNEL(vec))(bits + ((KERNEL(words))shifted << 23));
}

/* c' = sigmoid(f) c + sigmoid(i) tanh(g) and h = sigmoid(o) tanh(c'), each over one common divisor:
 * division is the slow part. With exponents cut at 25 the divisor stays far below FLT_MAX. */
TARGET static void KERNEL(cell)(const float *restrict gates, float *restrict c, uint8_t *restrict h,
                                size_t H) {
#define GATE(g) (-*(const KERNEL(vec) *)(gates + (g)*H + k))
    for (size_t k = 0; k < H; k += WIDTH) {
        KERNEL(vec)
        i = 1.0f + KERNEL(exponential)(GATE(0)), f = 1.0f + KERNEL(exponential)(GATE(1)),
        e = KERNEL(exponential)(2.0f * GATE(3)), iu = i * (1.0f + e),
        old = *(const KERNEL(vec) *)(c + k);
        KERNEL(vec) cell = ((1.0f - e) * f + old * iu) / (iu * f);
        *(KERNEL(vec) *)(c + k) = cell;
        KERNEL(vec)
        o = 1.0f + KERNEL(exponential)(GATE(2)), t = KERNEL(exponential)(-2.0f * cell),
        y = (1.0f - t) / (o * (1.0f + t));
        KERNEL(ints)
        whole = __builtin_convertvector(y * (float)BD_ACT_ONE + ((float)BD_ACT_ZERO + 0.5f),
                                        KERNEL(ints));
        *(KERNEL(bytes) *)(h + k) = __builtin_convertvector(whole, KERNEL(bytes));
    }
#undef GATE
}

TARGET static void KERNEL(affine)(float *out, const float *start, const float *x, const float *w,
                                  size_t k, size_t n) {
    enum { W = WIDTH };
    size_t j = 0;
#define LANES(at) (*(const KERNEL(vec) *)(at))
    for (; j + 4 * W <= n; j += 4 * W) {
        KERNEL(vec)
        s0 = LANES(start + j), s1 = LANES(start + j + W), s2 = LANES(start + j + 2 * W),
        s3 = LANES(start + j + 3 * W);
        for (size_t i = 0; i < k; i++) {
            const float *row = w + i * n + j;
            s0 += x[i] * LANES(row);
            s1 += x[i] * LANES(row + W);
            s2 += x[i] * LANES(row + 2 * W);
            s3 += x[i] * LANES(row + 3 * W);
        }
        *(KERNEL(vec) *)(out + j) = s0;
        *(KERNEL(vec) *)(out + j + W) = s1;
        *(KERNEL(vec) *)(out + j + 2 * W) = s2;
        *(KERNEL(vec) *)(out + j + 3 * W) = s3;
    }
    for (; j + W <= n; j += W) {
        KERNEL(vec) sum = LANES(start + j);
        for (size_t i = 0; i < k; i++)
            sum += x[i] * LANES(w + i * n + j);
        *(KERNEL(vec) *)(out + j) = sum;
    }
    for (; j < n; j++) {
        float sum = start[j];
        for (size_t i = 0; i < k; i++)
            sum += x[i] * w[i * n + j];
        out[j] = sum;
    }
#undef LANES
}

TARGET static void KERNEL(leaky)(float *out, const float *x, const float *y, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float v = x[i] + y[i], low = 0.1f * v;
        out[i] = v > low ? v : low;
    }
}

TARGET static void KERNEL(dots)(float *out, const float *x, const float *y, size_t n, size_t rows) {
    enum { W = WIDTH, PARTS = 16 / W };
    for (size_t r = 0; r < rows; r++) {
        KERNEL(vec) sum[PARTS] = {{0}};
        for (size_t k = 0; k < n; k += 16)
            for (size_t q = 0; q < PARTS; q++)
                sum[q] += *(const KERNEL(vec) *)(x + k + q * W) *
                          *(const KERNEL(vec) *)(y + r * n + k + q * W);
        float lane[16];
        memcpy(lane, sum, sizeof lane);
        for (int k = 0; k < 8; k++)
            lane[k] += lane[k + 8];
        out[r] = ((lane[0] + lane[4]) + (lane[1] + lane[5])) +
                 ((lane[2] + lane[6]) + (lane[3] + lane[7]));
    }
}
