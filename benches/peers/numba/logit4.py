"""W2 in Numba: a parallel loop over agents, two columns of modes in turn.

VARIANT 'hash': chance is a hash of seed, step and agent; '': Numba's own generator, one a thread."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import BETA, INFLUENCE, LOGIT_ACTS, Timed, logit_checks, logit_start, order, tell
from hashing import key_of, word
from numba import njit, prange, uint64

FACTOR, SLOPE, ACTS = np.float32(INFLUENCE / 8), np.float32(BETA), int(LOGIT_ACTS * 2**32)


@njit(parallel=True, fastmath=True)
def run(modes, following, ties, propensities, steps, seed, hashed, shares):
    n, degree = ties.shape
    for step in range(steps):
        key = key_of(seed, step)
        zeros = 0
        ones = 0
        twos = 0
        for i in prange(n):
            mode = modes[i]
            if hashed:
                z = word(key, i)
                acts = (z & uint64(0xFFFFFFFF)) < uint64(ACTS)
                at = np.float32(z >> uint64(40)) * np.float32(2.0**-24)
            else:
                acts = np.random.random() < LOGIT_ACTS
                at = np.float32(0)
            if acts:
                if not hashed:
                    at = np.float32(np.random.random())
                counts = 0  # Four counts of a byte each in one word.
                for slot in range(degree):
                    counts += 1 << (8 * modes[ties[i, slot]])
                w0 = np.exp(SLOPE * (propensities[i, 0] + FACTOR * np.float32(counts & 255)))
                w1 = w0 + np.exp(SLOPE * (propensities[i, 1] + FACTOR * np.float32((counts >> 8) & 255)))
                w2 = w1 + np.exp(SLOPE * (propensities[i, 2] + FACTOR * np.float32((counts >> 16) & 255)))
                w3 = w2 + np.exp(SLOPE * (propensities[i, 3] + FACTOR * np.float32((counts >> 24) & 255)))
                at *= w3
                mode = np.uint8(at >= w0) + np.uint8(at >= w1) + np.uint8(at >= w2)
            following[i] = mode
            zeros += mode == 0
            ones += mode == 1
            twos += mode == 2
        shares[step] = max(max(zeros, ones), max(twos, n - zeros - ones - twos)) / n
        modes, following = following, modes


n, steps, seed, variant = order()
hashed = variant == "hash"
ties, propensities, modes = logit_start(1000, 1)
run(modes, modes.copy(), ties, propensities, 2, 1, hashed, np.zeros(2))  # Compiles, untimed.
ties, propensities, modes = logit_start(n, seed)
following, shares = np.empty_like(modes), np.zeros(steps)
with Timed() as timed:
    run(modes, following, ties, propensities, steps, seed, hashed, shares)
checks = logit_checks(following if steps % 2 else modes, ties, propensities)
assert abs(shares[-1] - checks[0]) < 1e-12
tell("numba-hash" if hashed else "numba", "W2", n, steps, timed, *checks)
