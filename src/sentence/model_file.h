/* SPDX-License-Identifier: Apache-2.0 */
/* Layout of a model file, shared by the trainer that writes it and the room that reads it.
 * Little-endian; every block begins at a multiple of 64 bytes from the file's start.
 *
 * A weight block for a product of K inputs and N outputs (both padded with zeros: K to a multiple
 * of 4, N of 16) holds, in this order: int32 start[N], float scale[N], float bias[N], int8 w[]. The
 * weights lie in panels of 64 outputs (the last may have fewer, a multiple of 16), each
 * w[K/4][outputs][4]: a product walks through a panel from end to end, and it stays in the first
 * cache for all words.
 * output[n] = (start[n] + sum_k a[k] w_kn) * scale[n] + bias[n], where a is an activation in
 * BD_ACT_ZERO +- BD_ACT_ONE and start takes BD_ACT_ZERO out again. */
#ifndef BD_SENTENCE_MODEL_FILE_H
#define BD_SENTENCE_MODEL_FILE_H

#include <stdint.h>

enum {
    BD_MODEL_MAGIC = 0x4C444D42,
    BD_MODEL_VERSION = 2,
    /* Activations are unsigned 7-bit: 64 is zero, 1 and 127 are -1 and +1. With 8-bit weights the
     * sum of two products then fits the 16 bits that AVX2's multiply gives. */
    BD_ACT_ZERO = 64,
    BD_ACT_ONE = 63,
    BD_MODEL_PANEL = 64, /* outputs of one panel of weights */
    BD_MODEL_LAYERS = 2,
    BD_MODEL_MAX_CLASSES = 96,
    BD_MODEL_MAX_INPUT = 512, /* size of a form's, and of a feature's embedding */
};

typedef struct bd_model_weights {
    uint32_t at, K, N, unused; /* offset of the block; padded sizes */
} bd_model_weights;

/* Where in w the weight of input k and output n lies. */
static inline uint64_t bd_model_weight_at(const bd_model_weights *w, uint32_t k, uint32_t n) {
    uint32_t first = n / BD_MODEL_PANEL * BD_MODEL_PANEL, left = w->N - first;
    uint32_t width = left < BD_MODEL_PANEL ? left : BD_MODEL_PANEL;
    return (uint64_t)first * w->K + ((uint64_t)(k / 4) * width + (n - first)) * 4 + k % 4;
}

typedef struct bd_model_head {
    uint32_t magic, version;
    uint64_t size, checksum;  /* of the bytes behind this struct */
    uint32_t forms, buckets;  /* rows of the embeddings; form row 0 is the unknown */
    uint32_t F, S, H, A, R;   /* sizes as in the trainer: form, feature, hidden, arc, relation */
    uint32_t upos, xpos, rel; /* classes */
    float sub_scale;          /* int8 feature sums, divided by their number, times this: x */
    uint32_t hashes;          /* uint64_t[forms - 1], ascending: row r + 1 has hash r */
    uint32_t form_rows;       /* int8[forms][F] */
    uint32_t sub_rows;        /* int8[buckets][S] */
    bd_model_weights in[BD_MODEL_LAYERS][2], rec[BD_MODEL_LAYERS][2]; /* gates: i f o g */
    bd_model_weights heads;     /* y -> upos, xpos, dep, head, rel_d, rel_h side by side */
    uint32_t root, rel_root;    /* float[A], float[R] */
    uint32_t U, u;              /* float[A][A], float[A] */
    uint32_t out, out_b;        /* float[R][rel], float[rel] */
    uint32_t names, names_size; /* tag names, one a line: upos, then xpos, then relations */
} bd_model_head;

#endif
