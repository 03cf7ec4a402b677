// W3, the small regime-choice economy, in C.  usage: regime_choice N STEPS SEED THREADS
// The rule is that of ../README.md, line by line: whole-number money, one firms' pool, one state.
// Plain loops: gcc vectorises the one over money; the one over choices takes a branch for each agent.
#include "common.h"
#define K 8
#define THRESH 429496730u  // 0.1 * 2^32

static double normal(xo *g) {                             // Box-Muller
    double r = sqrt(-2 * log(((xo_next(g) >> 11) + 1) * 0x1p-53));
    return r * cos(6.283185307179586 * ((xo_next(g) >> 11) * 0x1p-53));
}
static int by_size(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    uint32_t n = atof(argv[1]);
    int steps = atoi(argv[2]), T = atoi(argv[4]);
    uint64_t seed = atoll(argv[3]);
    omp_set_num_threads(T);
    uint32_t *ties = big_alloc(4ul * K * n), *money = big_alloc(4ul * n), *skill = big_alloc(4ul * n);
    float *taste = big_alloc(4ul * n);
    uint8_t *cur = big_alloc(n), *next = big_alloc(n);    // 0 wage work, 1 peer production
#pragma omp parallel
    {
        int t = omp_get_thread_num();
        uint32_t lo = (uint64_t)n * t / T, hi = (uint64_t)n * (t + 1) / T;
        xo g; xo_seed(&g, seed * 7919 + t);
        for (uint32_t i = lo; i < hi; i++) {
            for (int k = 0; k < K; k++) ties[(size_t)K * i + k] = below(xo_next(&g) >> 32, n);
            double s = rint(100 * exp(0.5 * normal(&g)));
            skill[i] = s < 1 ? 1 : s;
            taste[i] = 0.3 * normal(&g);
            money[i] = 1000;
            cur[i] = below(xo_next(&g) >> 32, 10) == 0;
        }
    }
    int64_t firms = 1000ll * n, state = 0, labour = 0;
    for (uint32_t i = 0; i < n; i++) labour += cur[i] ? 0 : skill[i];
    double share = 0, ts = now();
    for (int s = 0; s < steps; s++) {
        uint64_t wage = ((firms / 4) << 16) / (labour > 0 ? labour : 1);
        uint32_t dividend = state / n;
        state -= (int64_t)dividend * n;
        int64_t paid = 0, taxed = 0, spent = 0, peers = 0;
        labour = 0;
#pragma omp parallel reduction(+ : paid, taxed, spent, peers, labour)
        {
            int t = omp_get_thread_num();
            uint32_t lo = (uint64_t)n * t / T, hi = (uint64_t)n * (t + 1) / T;
            for (uint32_t i = lo; i < hi; i++) {
                uint32_t gross = cur[i] ? 0 : (skill[i] * wage) >> 16, tax = gross / 5;
                uint32_t held = money[i] + gross - tax + dividend, spends = held / 32;
                money[i] = held - spends;
                paid += gross; taxed += tax; spent += spends;
            }
            xo g; xo_seed(&g, (seed * 104729 + s) * 64 + t);
            for (uint32_t i = lo; i < hi; i++) {
                uint8_t regime = cur[i];
                uint64_t r = xo_next(&g);
                if ((uint32_t)r < THRESH) {
                    uint32_t gross = (skill[i] * wage) >> 16, net = gross - gross / 5, q = 0;
                    for (int k = 0; k < K; k++) q += cur[ties[(size_t)K * i + k]];
                    float d = 0.005f * net + 1.2f * (1 - 2 * (q / 8.0f)) - taste[i] - 0.5f;
                    regime = unit_f32(r >> 32) * (1 + expf(2 * d)) < 1;
                }
                next[i] = regime;
                peers += regime;
                labour += regime ? 0 : skill[i];
            }
        }
        firms += spent - paid;
        state += taxed;
        share = peers / (double)n;
        uint8_t *x = cur; cur = next; next = x;
    }
    double dt = now() - ts, rss = peak_rss_mb(), skills = 0, of_peers = 0, area = 0;
    int64_t total = firms + state, held = 0;
    for (uint32_t i = 0; i < n; i++) { total += money[i]; held += money[i]; skills += skill[i]; of_peers += cur[i] ? skill[i] : 0; }
    if (total != 2000ll * n) { fprintf(stderr, "money is not conserved: %ld\n", (long)total); return 1; }
    qsort(money, n, 4, by_size);
    for (uint32_t i = 0; i < n; i++) area += (2.0 * (i + 1) - n - 1) * money[i];
    printf("c-plain,W3,%u,%d,%.6f,%.4g,%.0f,%.5f,%.5f,%.5f\n", n, steps, dt, n * (double)steps / dt, rss, share, area / n / held,
           of_peers / (share * n) / (skills / n));
    return 0;
}
