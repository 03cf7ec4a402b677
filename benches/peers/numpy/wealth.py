"""W1 in NumPy: whole columns at once, synchronous, one core."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import Timed, gini, order, tell

n, steps, seed, _ = order()
rng = np.random.default_rng(seed)
money = np.ones(n, np.int32)
with Timed() as timed:
    for _ in range(steps):
        givers = np.flatnonzero(money > 0)
        to = rng.integers(0, n - 1, len(givers), dtype=np.int32)
        to += to >= givers
        money[givers] -= 1
        money += np.bincount(to, minlength=n).astype(np.int32)
assert money.sum() == n
tell("numpy", "W1", n, steps, timed, gini(money))
