/* SPDX-License-Identifier: Apache-2.0 */
/* Every bound of the program, with its reason. Test builds (BEDE_SMALL_LIMITS) shrink some so that
 * the rare paths are walked often. */
#ifndef BD_BASE_LIMITS_H
#define BD_BASE_LIMITS_H

/* One input. A news page is 0.2 MB, the largest of a large crawl a few MB. Spans are 32 bit. */
#define BD_MAX_INPUT_BYTES (256u << 20)
/* One line of JSON lines, a JSON feed: jansson takes some 25 bytes for one of the input's. */
#define BD_MAX_JSON_BYTES (16u << 20)
/* A feed or sitemap (the protocol allows 50 MB), its elements and their attributes. */
#define BD_MAX_FEED_BYTES (64u << 20)
#define BD_MAX_FEED_NODES (1u << 20)
/* The body of one HTTP response, unpacked: a page is cut at a quarter of it. */
#define BD_MAX_BODY_BYTES (64u << 20)
/* A compressed member that gives more than so many bytes, and so many for each of its own, is a
 * bomb: text never packs so well, gzip gives 1,032 at most, zstd a hundred times that. */
#define BD_BOMB_BYTES (256u << 20)
#define BD_BOMB_RATIO 400
/* Text of one article; the rest is dropped and said so. The longest of the news sets has 60 kB. */
#define BD_MAX_TEXT_BYTES (4u << 20)
/* Elements nested deeper than this are flattened: no real page goes beyond 60. */
#define BD_MAX_DEPTH 256
/* Bytes of an article's arena before reading it is given up. */
#define BD_MAX_ARENA_BYTES (1024u << 20)

/* Words of one sentence for the parser, whose arc scores grow with the square; a longer sentence
 * is parsed in pieces. */
#ifdef BEDE_SMALL_LIMITS
#define BD_MAX_SENTENCE_WORDS 24
#else
#define BD_MAX_SENTENCE_WORDS 200
#endif
/* Bytes of one word: longer runs without a space (base64, addresses) are cut. */
#define BD_MAX_WORD_BYTES 400

/* Words of one dictionary phrase. */
#define BD_MAX_PHRASE_WORDS 16
/* Rule files of the user's that lie over one another; the rest share the topmost layer. */
#define BD_MAX_LAYERS 60
/* Parties of one event: a list of more states than the United Nations has is junk. */
#define BD_MAX_PARTIES 64
/* Threads of the pool. */
#define BD_MAX_THREADS 256

#endif
