/* SPDX-License-Identifier: Apache-2.0 */
/* Maximum spanning tree by Chu and Liu (1965) and Edmonds (1967), with one word at the root.
 *
 * The best head of each word is a tree already for nearly every sentence; only when it is not are
 * cycles contracted. Nodes 0..n, node 0 is the root. A contracted cycle lives on in its first node:
 * `alive` tells which nodes are left, `orig` which pair of true nodes an arc between two of them
 * stands for. Each contraction takes O(n^2) time, and there are at most n. */
#include "sentence/tree.h"

#include <string.h>

static const float NEVER = -1e30f;

typedef struct graph {
    size_t n;            /* nodes, root included */
    float *score;        /* [d * n + h] */
    uint16_t *from, *to; /* [d * n + h]: the true arc behind it: head, dependent */
    uint16_t *best;      /* head of each alive node */
    uint16_t *mark;
    unsigned char *alive;
    uint16_t *cycle_of; /* contracted node -> offset of its cycle in `members` */
    uint16_t *members;  /* cycles, one after the other: nodes with the arcs inside */
    uint16_t *inner_from, *inner_to;
    uint16_t *into, *size; /* for each contraction */
    uint16_t *home;        /* [contraction * n + v]: the alive node that held v before it */
} graph;

size_t bd_tree_work(size_t n) {
    size_t m = n + 1;
    return m * m * (sizeof(float) + 2 * sizeof(uint16_t)) + (m + 1) * m * sizeof(uint16_t) +
           m * sizeof(uint16_t) * 12 + m + 16 * 16;
}

/* Takes the best head of every alive node; gives back a node on a cycle, or 0 if there is none. */
static size_t pick(graph *g) {
    for (size_t d = 1; d < g->n; d++) {
        if (!g->alive[d])
            continue;
        size_t at = 0;
        float top = 2 * NEVER;
        for (size_t h = 0; h < g->n; h++)
            if (h != d && g->alive[h] && g->score[d * g->n + h] > top) {
                top = g->score[d * g->n + h];
                at = h;
            }
        g->best[d] = (uint16_t)at;
    }
    memset(g->mark, 0, g->n * sizeof *g->mark);
    for (size_t d = 1; d < g->n; d++) {
        if (!g->alive[d] || g->mark[d])
            continue;
        size_t at = d;
        while (at && !g->mark[at]) {
            g->mark[at] = (uint16_t)d;
            at = g->best[at];
        }
        if (at && g->mark[at] == d)
            return at;
    }
    return 0;
}

/* Contracts the cycle through c into c. The arcs inside are kept for the way back. */
static void contract(graph *g, size_t c, size_t *n_members, size_t *n_contractions) {
    size_t n = g->n, first = *n_members, k = 0;
    for (size_t v = c;;) {
        size_t h = g->best[v];
        g->members[first + k] = (uint16_t)v;
        g->inner_from[first + k] = g->from[v * n + h];
        g->inner_to[first + k] = g->to[v * n + h];
        k++;
        v = h;
        if (v == c)
            break;
    }
    uint16_t *home = g->home + *n_contractions * n;
    g->into[*n_contractions] = (uint16_t)first;
    g->size[*n_contractions] = (uint16_t)k;
    *n_members += k;
    ++*n_contractions;
    memset(g->mark, 0, n * sizeof *g->mark);
    for (size_t i = 0; i < k; i++)
        g->mark[g->members[first + i]] = 1;
    for (size_t x = 0; x < n; x++) {
        if (!g->alive[x] || g->mark[x])
            continue;
        float in = 2 * NEVER, out = 2 * NEVER;
        size_t in_at = c, out_at = c;
        for (size_t i = 0; i < k; i++) {
            size_t v = g->members[first + i];
            float gain = g->score[v * n + x] - g->score[v * n + g->best[v]];
            if (gain > in) {
                in = gain;
                in_at = v;
            }
            if (x && g->score[x * n + v] > out) {
                out = g->score[x * n + v];
                out_at = v;
            }
        }
        uint16_t f = g->from[in_at * n + x], t = g->to[in_at * n + x];
        g->score[c * n + x] = in;
        g->from[c * n + x] = f;
        g->to[c * n + x] = t;
        if (x) {
            f = g->from[x * n + out_at];
            t = g->to[x * n + out_at];
            g->score[x * n + c] = out;
            g->from[x * n + c] = f;
            g->to[x * n + c] = t;
        }
    }
    for (size_t i = 1; i < k; i++)
        g->alive[g->members[first + i]] = 0;
    for (size_t v = 1; v < n; v++)
        home[n + v] = g->mark[home[v]] ? (uint16_t)c : home[v];
}

static void *take(char **at, size_t n) {
    void *p = *at;
    *at += (n + 15) & ~(size_t)15;
    return p;
}

/* only_root: the one word that may hang from the root, or 0 for any. */
static void solve(const float *score, size_t words, size_t only_root, uint16_t *heads, void *work) {
    size_t n = words + 1, m = n * n;
    char *at = work;
    graph g = {.n = n};
    g.score = take(&at, m * sizeof(float));
    g.from = take(&at, m * sizeof(uint16_t));
    g.to = take(&at, m * sizeof(uint16_t));
    g.best = take(&at, n * sizeof(uint16_t));
    g.mark = take(&at, n * sizeof(uint16_t));
    g.alive = take(&at, n);
    g.members = take(&at, 2 * n * sizeof(uint16_t));
    g.inner_from = take(&at, 2 * n * sizeof(uint16_t));
    g.inner_to = take(&at, 2 * n * sizeof(uint16_t));
    g.into = take(&at, n * sizeof(uint16_t));
    g.size = take(&at, n * sizeof(uint16_t));
    g.home = take(&at, (n + 1) * n * sizeof(uint16_t));
    for (size_t v = 0; v < n; v++)
        g.home[v] = (uint16_t)v;
    memset(g.alive, 1, n);
    for (size_t d = 0; d < n; d++)
        for (size_t h = 0; h < n; h++) {
            g.score[d * n + h] = d == 0 || d == h ? NEVER : score[(d - 1) * n + h];
            if (h == 0 && only_root && d != only_root)
                g.score[d * n + h] = NEVER;
            g.from[d * n + h] = (uint16_t)h;
            g.to[d * n + h] = (uint16_t)d;
        }
    size_t n_members = 0, n_contractions = 0;
    for (size_t c; (c = pick(&g)) != 0;)
        contract(&g, c, &n_members, &n_contractions);
    for (size_t d = 1; d < n; d++)
        if (g.alive[d]) {
            size_t h = g.best[d];
            heads[g.to[d * n + h] - 1] = g.from[d * n + h];
        }
    /* Latest contraction first: the arc that enters a cycle breaks it at the member it enters. */
    memset(g.mark, 0, n * sizeof *g.mark);
    for (size_t d = 1; d < n; d++)
        if (g.alive[d])
            g.mark[g.to[d * n + g.best[d]]] = 1;
    for (size_t i = n_contractions; i-- > 0;) {
        const uint16_t *home = g.home + i * n;
        for (size_t k = 0; k < g.size[i]; k++) {
            size_t member = g.members[g.into[i] + k], d = g.inner_to[g.into[i] + k], entered = 0;
            for (size_t v = 1; v < n; v++)
                entered |= home[v] == member && g.mark[v];
            if (!entered) {
                heads[d - 1] = g.inner_from[g.into[i] + k];
                g.mark[d] = 1;
            }
        }
    }
}

/* True if heads form a tree with one word at the root. */
static int is_tree(const uint16_t *heads, size_t n, uint16_t *seen) {
    size_t roots = 0;
    memset(seen, 0, (n + 1) * sizeof *seen);
    for (size_t d = 0; d < n; d++) {
        roots += heads[d] == 0;
        size_t at = d + 1;
        while (at && !seen[at]) {
            seen[at] = (uint16_t)(d + 1);
            at = heads[at - 1];
        }
        if (at && seen[at] == d + 1)
            return 0;
    }
    return roots == 1;
}

void bd_tree_decode(const float *score, size_t n, uint16_t *heads, void *work) {
    size_t m = n + 1;
    for (size_t d = 0; d < n; d++) {
        size_t at = 0;
        float top = 2 * NEVER;
        for (size_t h = 0; h < m; h++)
            if (h != d + 1 && score[d * m + h] > top) {
                top = score[d * m + h];
                at = h;
            }
        heads[d] = (uint16_t)at;
    }
    if (n == 0 || is_tree(heads, n, work))
        return;
    solve(score, n, 0, heads, work);
    size_t roots = 0, best = 0;
    for (size_t d = 0; d < n; d++)
        roots += heads[d] == 0;
    if (roots == 1)
        return;
    /* Several words at the root: the most root-like of all may stay. */
    for (size_t d = 1; d < n; d++)
        if (score[d * m] > score[best * m])
            best = d;
    solve(score, n, best + 1, heads, work);
}
