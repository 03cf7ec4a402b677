// W1, wealth exchange, in C.  usage: wealth N STEPS SEED THREADS VARIANT
//   seq      agents act one after another in index order, money changes at once (1 thread)
//   shuf     the same in a fresh random order every step (Mesa's shuffle_do)  (1 thread)
//   alt      the same, forward and backward in turn (what krABMaga's queue does)  (1 thread)
//   sync     everyone decides on the money held at the start of the step; plain loop, OpenMP
//   sync512  the same with AVX-512 generation of givers and targets, and prefetch
#include "common.h"
#include "lanes.h"

static inline __m512i v_below(__m512i r, __m512i n) { // high half of the 32x32 product
    __m512i e = _mm512_srli_epi64(_mm512_mul_epu32(r, n), 32);
    __m512i o = _mm512_mul_epu32(_mm512_srli_epi64(r, 32), n);
    return _mm512_mask_blend_epi32(0xAAAA, e, o);
}

int main(int argc, char **argv) {
    uint32_t n = argc > 1 ? atof(argv[1]) : 1000000;
    int steps = argc > 2 ? atoi(argv[2]) : 50;
    uint64_t seed = argc > 3 ? atoll(argv[3]) : 1;
    int T = argc > 4 ? atoi(argv[4]) : 2;
    const char *var = argc > 5 ? argv[5] : "sync512";
    omp_set_num_threads(T);
    int32_t *m = big_alloc(4ul * n + 64);
    for (uint32_t i = 0; i < n; i++) m[i] = 1;
    double t0, t1;
    if (strncmp(var, "sync", 4)) {
        T = 1;
        int shuf = !strcmp(var, "shuf"), alt = !strcmp(var, "alt");
        uint32_t *ord = NULL;
        if (shuf) { ord = big_alloc(4ul * n); for (uint32_t i = 0; i < n; i++) ord[i] = i; }
        xo g; xo_seed(&g, seed);
        t0 = now();
        for (int s = 0; s < steps; s++) {
            if (shuf)
                for (uint32_t i = n - 1; i > 0; i--) {
                    uint32_t j = below(xo_next(&g) >> 32, i + 1), x = ord[i];
                    ord[i] = ord[j]; ord[j] = x;
                }
            for (uint32_t q = 0; q < n; q++) {
                uint32_t i = shuf ? ord[q] : alt && s % 2 ? n - 1 - q : q;
                if (m[i] > 0) {
                    uint32_t j = below(xo_next(&g) >> 32, n - 1);
                    j += j >= i;
                    m[i]--; m[j]++;
                }
            }
        }
        t1 = now();
    } else {
        int simd = !strcmp(var, "sync512");
        uint8_t *recv[64];
        for (int t = 0; t < T; t++) { recv[t] = big_alloc(n + 64); memset(recv[t], 0, n); }
        double ts = 0, te = 0;
#pragma omp parallel
        {
            int t = omp_get_thread_num();
            uint32_t lo = (uint64_t)n * t / T & ~63u, hi = t == T - 1 ? n : ((uint64_t)n * (t + 1) / T & ~63u);
            uint8_t *my = recv[t];
            xo g; xo_seed(&g, seed * 1000003 + t);
            v128 v; v_seed(&v, seed * 1000003 + t + 77);
            enum { RING = 1024 };
            uint32_t buf[RING + 32];
#pragma omp barrier
#pragma omp master
            ts = now();
            for (int s = 0; s < steps; s++) {
                if (!simd) {
                    for (uint32_t i = lo; i < hi; i++)
                        if (m[i] > 0) {
                            uint32_t j = below(xo_next(&g) >> 32, n - 1);
                            j += j >= i;
                            m[i]--; my[j]++;
                        }
                } else {
                    const __m512i one = _mm512_set1_epi32(1), iota = _mm512_setr_epi32(0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15);
                    __m512i nn = _mm512_set1_epi64(n - 1);
                    uint32_t i = lo;
                    while (i < hi) {
                        uint32_t c = 0, pf = 0;
                        for (; i < hi && c <= RING - 16; i += 16) {
                            __mmask16 live = hi - i >= 16 ? 0xFFFF : (1u << (hi - i)) - 1;
                            __m512i w = _mm512_maskz_loadu_epi32(live, m + i);
                            __mmask16 give = _mm512_cmpgt_epi32_mask(w, _mm512_setzero_si512());
                            _mm512_mask_storeu_epi32(m + i, give, _mm512_sub_epi32(w, one));
                            __m512i j = v_below(v_next(&v), nn);
                            __m512i id = _mm512_add_epi32(_mm512_set1_epi32(i), iota);
                            j = _mm512_mask_add_epi32(j, _mm512_cmpge_epu32_mask(j, id), j, one);
                            _mm512_storeu_si512(buf + c, _mm512_maskz_compress_epi32(give, j));
                            c += __builtin_popcount(give);
                            for (; pf < c; pf++) __builtin_prefetch(my + buf[pf], 1, 3);
                        }
                        for (uint32_t q = 0; q < c; q++) my[buf[q]]++;
                    }
                }
#pragma omp barrier
                // T is small: add every thread's receipts into my slice and clear them.
                if (T == 1) { uint8_t *a = recv[0]; for (uint32_t i = lo; i < hi; i++) { m[i] += a[i]; a[i] = 0; } }
                else if (T == 2) {
                    uint8_t *a = recv[0], *b = recv[1];
#pragma GCC ivdep
                    for (uint32_t i = lo; i < hi; i++) { m[i] += a[i] + b[i]; a[i] = 0; b[i] = 0; }
                } else
                    for (int q = 0; q < T; q++) { uint8_t *a = recv[q]; for (uint32_t i = lo; i < hi; i++) { m[i] += a[i]; a[i] = 0; } }
#pragma omp barrier
            }
#pragma omp master
            te = now();
        }
        t0 = ts; t1 = te;
    }
    uint64_t h[4096] = {0};
    int64_t tot = 0;
    for (uint32_t i = 0; i < n; i++) { h[m[i] > 4095 ? 4095 : m[i]]++; tot += m[i]; }
    if (tot != n) { fprintf(stderr, "money not conserved: %ld\n", (long)tot); return 1; }
    double dt = t1 - t0, rss = peak_rss_mb();
    printf("c-%s,W1,%u,%d,%.6f,%.4g,%.0f,%.5f\n", var, n, steps, dt, n * (double)steps / dt, rss, gini_from_hist(h, 4096, n));
    return 0;
}
