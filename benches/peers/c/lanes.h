// Chance for programs that go sixteen agents at a time (AVX-512).
#ifndef PEER_LANES_H
#define PEER_LANES_H
#include "common.h"
#include <immintrin.h>

typedef struct { __m512i a, b, c, d; } v128;          // 16 lanes of xoshiro128++
static inline __m512i v_next(v128 *g) {
    __m512i r = _mm512_add_epi32(_mm512_rol_epi32(_mm512_add_epi32(g->a, g->d), 7), g->a);
    __m512i t = _mm512_slli_epi32(g->b, 9);
    g->c = _mm512_xor_si512(g->c, g->a); g->d = _mm512_xor_si512(g->d, g->b);
    g->b = _mm512_xor_si512(g->b, g->c); g->a = _mm512_xor_si512(g->a, g->d);
    g->c = _mm512_xor_si512(g->c, t);    g->d = _mm512_rol_epi32(g->d, 11);
    return r;
}
static void v_seed(v128 *g, uint64_t seed) {
    uint32_t x[64];
    for (int i = 0; i < 64; i += 2) { uint64_t z = splitmix(&seed); x[i] = (uint32_t)z; x[i + 1] = z >> 32; }
    g->a = _mm512_loadu_si512(x); g->b = _mm512_loadu_si512(x + 16);
    g->c = _mm512_loadu_si512(x + 32); g->d = _mm512_loadu_si512(x + 48);
}

#endif
