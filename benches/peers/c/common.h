// What the programs in C share: chance, memory on huge pages, the Gini coefficient, the clock.
#ifndef PEER_COMMON_H
#define PEER_COMMON_H
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <omp.h>

static inline double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}
static inline double peak_rss_mb(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_maxrss / 1024.0;
}
static inline uint64_t splitmix(uint64_t *s) {
    uint64_t z = (*s += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}
// xoshiro256++
typedef struct { uint64_t s[4]; } xo;
static inline void xo_seed(xo *g, uint64_t seed) {
    for (int i = 0; i < 4; i++) g->s[i] = splitmix(&seed);
}
static inline uint64_t rotl64(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static inline uint64_t xo_next(xo *g) {
    uint64_t *s = g->s, r = rotl64(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl64(s[3], 45);
    return r;
}
static inline uint32_t below(uint32_t r, uint32_t n) { return (uint32_t)(((uint64_t)r * n) >> 32); }
static inline float unit_f32(uint32_t r) { return (r >> 8) * 0x1p-24f; }

// Huge-page backed, zeroed, 2 MiB aligned: random access is TLB-bound without it.
static inline void *big_alloc(size_t bytes) {
    size_t a = 2u << 20, n = (bytes + a - 1) / a * a + a;   // one spare page: SIMD over-reads
    void *p = aligned_alloc(a, n);
    if (!p) { perror("alloc"); exit(1); }
    madvise(p, n, MADV_HUGEPAGE);
    return p;
}
static inline double gini_from_hist(const uint64_t *h, int nb, double n) {
    // Gini of integer wealth from its histogram.
    double cum = 0, tot = 0, area = 0;
    for (int w = 0; w < nb; w++) tot += (double)w * h[w];
    double below_n = 0;
    for (int w = 0; w < nb; w++) {
        double share = (double)w * h[w];
        area += h[w] * (cum + 0.5 * share);
        cum += share; below_n += h[w];
    }
    return 1.0 - 2.0 * area / (n * tot);
}
#endif
