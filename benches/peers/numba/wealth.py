"""W1 in Numba: parallel loops over agents, gifts counted by thread; synchronous.

VARIANT 'hash': chance is a hash of seed, step and agent; '': Numba's own generator, one a thread."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import Timed, gini, order, tell
from hashing import key_of, word
from numba import get_num_threads, get_thread_id, njit, prange, uint64


@njit(parallel=True, fastmath=True)
def run(money, steps, seed, hashed):
    n = len(money)
    received = np.zeros((get_num_threads(), n), np.uint8)
    for step in range(steps):
        key = key_of(seed, step)
        for i in prange(n):
            if money[i] > 0:
                if hashed:
                    to = ((word(key, i) >> uint64(32)) * uint64(n - 1)) >> uint64(32)
                else:
                    to = uint64(np.random.random() * (n - 1))
                if to >= uint64(i):
                    to += uint64(1)
                money[i] -= 1
                received[get_thread_id(), to] += 1
        for i in prange(n):
            got = 0
            for thread in range(received.shape[0]):
                got += received[thread, i]
                received[thread, i] = 0
            money[i] += got


n, steps, seed, variant = order()
hashed = variant == "hash"
run(np.ones(1000, np.int32), 1, 1, hashed)  # Compiles, untimed.
money = np.ones(n, np.int32)
with Timed() as timed:
    run(money, steps, seed, hashed)
assert money.sum() == n
tell("numba-hash" if hashed else "numba", "W1", n, steps, timed, gini(money))
