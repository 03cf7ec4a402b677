// W2, logit4, in C.  usage: logit4 N STEPS SEED THREADS VARIANT   (K = 8)
//   plain    what a competent C user writes first: u8 modes, double buffer, xoshiro, expf, OpenMP
//   packed   AVX-512 kernel, neighbours' modes gathered from a 2-bit packed array (the bar)
#include "common.h"
#include "lanes.h"
#define K 8
// How many active agents ahead the neighbour rows are prefetched: the best of 24 to 256.
#define PF 24
// Each agent's 8 neighbour ids and 4 propensities lie side by side in 48 bytes, so that one stream brings both.
#define ROW_WORDS 12ul
#define NBR(i) (nbr + (size_t)(i) * ROW_WORDS)
#define PROP(i) (prop + (size_t)(i) * ROW_WORDS)
static const float J = 1.5f, BETA = 2.0f;
#define THRESH 858993459u  // 0.2 * 2^32

// exp, 16 f32 lanes, about 1 ulp: 2^n * p(f), |f| <= ln2/2
static inline __m512 v_exp(__m512 x) {
    const __m512 l2e = _mm512_set1_ps(1.44269504f), ln2h = _mm512_set1_ps(0.693359375f), ln2l = _mm512_set1_ps(-2.12194440e-4f);
    __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x, l2e), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 f = _mm512_fnmadd_ps(n, ln2l, _mm512_fnmadd_ps(n, ln2h, x));
    __m512 p = _mm512_set1_ps(1.9875691500e-4f);
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.3981999507e-3f));
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(8.3334519073e-3f));
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(4.1665795894e-2f));
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.6666665459e-1f));
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(5.0000001201e-1f));
    p = _mm512_fmadd_ps(p, _mm512_mul_ps(f, f), _mm512_add_ps(f, _mm512_set1_ps(1.0f)));
    return _mm512_scalef_ps(p, n);
}
static inline __m512i ld2(const uint32_t *lo, const uint32_t *hi) {   // two rows of 8 neighbour ids
    return _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)lo)), _mm256_loadu_si256((const __m256i *)hi), 1);
}
static inline __m512i hot_packed(const uint32_t *pk, __m512i id) {
    __m512i w = _mm512_i32gather_epi32(_mm512_srli_epi32(id, 4), pk, 4);
    // mode = (w >> 2*(id & 15)) & 3 ; one-hot byte counter = 1 << 8*mode  (shift counts wrap at 32 through the & 24)
    __m512i sh = _mm512_and_si512(_mm512_slli_epi32(id, 1), _mm512_set1_epi32(30));
    __m512i m8 = _mm512_and_si512(_mm512_slli_epi32(_mm512_srlv_epi32(w, sh), 3), _mm512_set1_epi32(24));
    return _mm512_sllv_epi32(_mm512_set1_epi32(1), m8);
}
static inline __m512i lo_hi(__m512i a, __m512i b) { return _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b)); }
static inline __m512i lo_hi64(__m512i a, __m512i b) { return _mm512_add_epi32(_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b)); }
static inline __m512i sum8(const __m512i *v) {         // 8 vectors of 2 rows -> 16 row sums, in agent order
    __m512i u0 = lo_hi64(lo_hi(v[0], v[1]), lo_hi(v[2], v[3])), u1 = lo_hi64(lo_hi(v[4], v[5]), lo_hi(v[6], v[7]));
    return _mm512_add_epi32(_mm512_shuffle_i32x4(u0, u1, 0x88), _mm512_shuffle_i32x4(u0, u1, 0xDD));
}
static inline __m512 ld4(const float *p, const uint32_t *a) {         // four 16-byte propensity rows: agents a[0], a[4], a[8], a[12]
    __m512 r = _mm512_castps128_ps512(_mm_loadu_ps(p + ROW_WORDS * (size_t)a[0]));
    r = _mm512_insertf32x4(r, _mm_loadu_ps(p + ROW_WORDS * (size_t)a[4]), 1);
    r = _mm512_insertf32x4(r, _mm_loadu_ps(p + ROW_WORDS * (size_t)a[8]), 2);
    return _mm512_insertf32x4(r, _mm_loadu_ps(p + ROW_WORDS * (size_t)a[12]), 3);
}
// New modes of 16 agents: neighbour counts c (4 byte counters a lane), propensities, one uniform each.
static inline __m512i logit16(__m512i c, const float *prop, const uint32_t *a, __m512i rnd) {
    __m512 r0 = ld4(prop, a), r1 = ld4(prop, a + 1), r2 = ld4(prop, a + 2), r3 = ld4(prop, a + 3);
    __m512 t0 = _mm512_unpacklo_ps(r0, r1), t1 = _mm512_unpackhi_ps(r0, r1), t2 = _mm512_unpacklo_ps(r2, r3), t3 = _mm512_unpackhi_ps(r2, r3);
    __m512 p0 = _mm512_shuffle_ps(t0, t2, 0x44), p1 = _mm512_shuffle_ps(t0, t2, 0xEE), p2 = _mm512_shuffle_ps(t1, t3, 0x44), p3 = _mm512_shuffle_ps(t1, t3, 0xEE);
    const __m512i ff = _mm512_set1_epi32(255);
    const __m512 bj = _mm512_set1_ps(BETA * J / K), be = _mm512_set1_ps(BETA);
#define CNT(s) _mm512_cvtepi32_ps(_mm512_and_si512(_mm512_srli_epi32(c, s), ff))
    __m512 s0 = v_exp(_mm512_fmadd_ps(p0, be, _mm512_mul_ps(CNT(0), bj)));
    __m512 s1 = _mm512_add_ps(s0, v_exp(_mm512_fmadd_ps(p1, be, _mm512_mul_ps(CNT(8), bj))));
    __m512 s2 = _mm512_add_ps(s1, v_exp(_mm512_fmadd_ps(p2, be, _mm512_mul_ps(CNT(16), bj))));
    __m512 s3 = _mm512_add_ps(s2, v_exp(_mm512_fmadd_ps(p3, be, _mm512_mul_ps(CNT(24), bj))));
    __m512 u = _mm512_mul_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_srli_epi32(rnd, 8)), _mm512_set1_ps(0x1p-24f)), s3);
    const __m512i one = _mm512_set1_epi32(1);
    __m512i m = _mm512_maskz_mov_epi32(_mm512_cmp_ps_mask(u, s0, _CMP_GE_OQ), one);
    m = _mm512_mask_add_epi32(m, _mm512_cmp_ps_mask(u, s1, _CMP_GE_OQ), m, one);
    return _mm512_mask_add_epi32(m, _mm512_cmp_ps_mask(u, s2, _CMP_GE_OQ), m, one);
}
static inline void pack64(const uint8_t *m, uint32_t *out) {          // 64 modes -> 16 bytes
    __m512i v = _mm512_loadu_si512(m);
    v = _mm512_maddubs_epi16(v, _mm512_set1_epi16(0x0401));
    v = _mm512_madd_epi16(v, _mm512_set1_epi32(0x00100001));
    _mm_storeu_si128((__m128i *)out, _mm512_cvtepi32_epi8(v));
}

int main(int argc, char **argv) {
    uint32_t n = argc > 1 ? atof(argv[1]) : 1000000;
    int steps = argc > 2 ? atoi(argv[2]) : 50;
    uint64_t seed = argc > 3 ? atoll(argv[3]) : 1;
    int T = argc > 4 ? atoi(argv[4]) : 2;
    const char *var = argc > 5 ? argv[5] : "packed";
    int plain = !strcmp(var, "plain");
    omp_set_num_threads(T);
    uint32_t *nbr = big_alloc(48ul * n);
    float *prop = (float *)nbr + 8;
    uint8_t *ma = big_alloc(n + 64), *mb = big_alloc(n + 64);
    uint32_t *pa = big_alloc(n / 4 + 64), *pb = big_alloc(n / 4 + 64);
#pragma omp parallel
    {
        int t = omp_get_thread_num();
        size_t lo = (uint64_t)n * t / T, hi = (uint64_t)n * (t + 1) / T;
        xo g; xo_seed(&g, seed * 7919 + t);
        for (size_t i = lo; i < hi; i++) for (int k = 0; k < K; k++) NBR(i)[k] = below(xo_next(&g) >> 32, n);
        for (size_t i = lo * 2; i < hi * 2; i++) {                    // Box-Muller
            double r = 0.3 * sqrt(-2 * log(((xo_next(&g) >> 11) + 1) * 0x1p-53)), a = 6.283185307179586 * ((xo_next(&g) >> 11) * 0x1p-53);
            PROP(i / 2)[2 * (i & 1)] = r * cos(a); PROP(i / 2)[2 * (i & 1) + 1] = r * sin(a);
        }
        for (size_t i = lo; i < hi; i++) {                            // start: 0.7, 0.1, 0.1, 0.1
            int q = below(xo_next(&g) >> 32, 10);
            ma[i] = mb[i] = q < 7 ? 0 : q - 6;
        }
    }
    for (size_t i = 0; i < n; i += 64) pack64(ma + i, pa + i / 16);
    memcpy(pb, pa, n / 4 + 64);
    double (*share)[4] = calloc(steps + 1, sizeof *share);
    uint64_t part[64][8];
    double ts = 0, te = 0;
#pragma omp parallel
    {
        int t = omp_get_thread_num();
        const uint32_t lo = ((uint64_t)n * t / T) & ~63u, hi = t == T - 1 ? n : ((uint64_t)n * (t + 1) / T) & ~63u;
        xo g; xo_seed(&g, seed * 104729 + t);
        v128 v; v_seed(&v, seed * 104729 + t + 13);
        uint8_t *cur = ma, *nxt = mb;
        uint32_t *pc = pa, *pn = pb;
        enum { CH = 4096 };
        uint32_t act[CH + 160];
#pragma omp barrier
#pragma omp master
        ts = now();
        for (int s = 0; s < steps; s++) {
            uint64_t cnt[4] = {0};
            if (plain) {
                for (uint32_t i = lo; i < hi; i++) {
                    uint8_t m = cur[i];
                    uint64_t r = xo_next(&g);
                    if ((uint32_t)r < THRESH) {
                        int c[4] = {0};
                        const uint32_t *nb = NBR(i);
                        for (int k = 0; k < K; k++) c[cur[nb[k]]]++;
                        const float *p = PROP(i);
                        float e[4], tot = 0;
                        for (int q = 0; q < 4; q++) { e[q] = expf(BETA * (p[q] + J * c[q] / K)); tot += e[q]; }
                        float u = unit_f32(r >> 32) * tot;
                        for (m = 0; m < 3 && u >= e[m]; m++) u -= e[m];
                    }
                    nxt[i] = m; cnt[m]++;
                }
            } else {
                const __m512i iota = _mm512_setr_epi32(0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15), th = _mm512_set1_epi32(THRESH);
                for (uint32_t c0 = lo; c0 < hi; c0 += CH) {
                    uint32_t c1 = hi - c0 < CH ? hi : c0 + CH, na = 0;
                    for (uint32_t i = c0; i < c1; i += 16) {           // who reconsiders
                        __mmask16 k = _mm512_cmplt_epu32_mask(v_next(&v), th);
                        if (c1 - i < 16) k &= (1u << (c1 - i)) - 1;
                        _mm512_storeu_si512(act + na, _mm512_maskz_compress_epi32(k, _mm512_add_epi32(_mm512_set1_epi32(i), iota)));
                        na += __builtin_popcount(k);
                    }
                    for (int q = 0; q < 32 + PF; q++) act[na + q] = na ? act[na - 1] : 0;   // pad
                    for (uint32_t q = 0; q < na; q += 16) {
                        const uint32_t *a = act + q;
                        for (int z = 0; z < 16; z++) {
                            __builtin_prefetch(NBR(a[PF + z]), 0, 3);
                            __builtin_prefetch(NBR(a[PF + z]) + 11, 0, 3);
                        }
                        __m512i h[8];
#define HOT(z, x, y) h[z] = hot_packed(pc, ld2(NBR(a[x]), NBR(a[y])))
                        HOT(0, 0, 4); HOT(1, 1, 5); HOT(2, 2, 6); HOT(3, 3, 7); HOT(4, 8, 12); HOT(5, 9, 13); HOT(6, 10, 14); HOT(7, 11, 15);
                        __m512i m = logit16(sum8(h), prop, a, v_next(&v));
                        uint8_t mm[16];
                        _mm_storeu_si128((__m128i *)mm, _mm512_cvtepi32_epi8(m));
                        uint32_t lim = na - q < 16 ? na - q : 16;
                        if (lim == 16) for (int z = 0; z < 16; z++) ma[a[z]] = mm[z];
                        else for (uint32_t z = 0; z < lim; z++) ma[a[z]] = mm[z];
                    }
                    for (uint32_t i = c0; i < c1; i += 64) {            // shares (and packing)
                        __mmask64 live = c1 - i >= 64 ? ~0ull : (1ull << (c1 - i)) - 1;
                        __m512i x = _mm512_loadu_si512(ma + i);
                        for (int q = 1; q < 4; q++) cnt[q] += __builtin_popcountll(live & _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(q)));
                        pack64(ma + i, pn + i / 16);
                    }
                }
                cnt[0] = hi - lo - cnt[1] - cnt[2] - cnt[3];
            }
            for (int q = 0; q < 4; q++) part[t][q] = cnt[q];
#pragma omp barrier
#pragma omp master
            for (int q = 0; q < 4; q++) { uint64_t z = 0; for (int w = 0; w < T; w++) z += part[w][q]; share[s][q] = z / (double)n; }
#pragma omp barrier
            uint8_t *x = cur; cur = nxt; nxt = x;
            uint32_t *y = pc; pc = pn; pn = y;
        }
#pragma omp master
        te = now();
    }
    uint8_t *fin = plain && steps % 2 ? mb : ma;
    double rss = peak_rss_mb();
    uint64_t same = 0, best = 0;
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < K; k++) same += fin[NBR(i)[k]] == fin[i];
        int b = 0; for (int q = 1; q < 4; q++) if (PROP(i)[q] > PROP(i)[b]) b = q;
        best += b == fin[i];
    }
    double mx = 0; for (int q = 0; q < 4; q++) if (share[steps - 1][q] > mx) mx = share[steps - 1][q];
    double dt = te - ts;
    printf("c-%s,W2,%u,%d,%.6f,%.4g,%.0f,%.5f,%.5f,%.5f\n", var, n, steps, dt, n * (double)steps / dt, rss, mx, same / (8.0 * n), best / (double)n);
    return 0;
}
