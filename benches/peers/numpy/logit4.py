"""W2 in NumPy: those who act are listed, then all their ties are looked up at once; one core."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import BETA, INFLUENCE, LOGIT_ACTS, Timed, logit_checks, logit_start, order, tell

n, steps, seed, _ = order()
ties, propensities, modes = logit_start(n, seed)
rng = np.random.default_rng(seed + 1000)
shares = []
with Timed() as timed:
    for _ in range(steps):
        acting = np.flatnonzero(rng.random(n, dtype=np.float32) < LOGIT_ACTS)
        seen = modes[ties[acting]]
        counts = np.stack([(seen == mode).sum(1, dtype=np.uint8) for mode in range(4)], axis=1)
        weights = np.exp(BETA * (propensities[acting] + np.float32(INFLUENCE / 8) * counts)).cumsum(1)
        at = rng.random(len(acting), dtype=np.float32) * weights[:, 3]
        modes[acting] = (at[:, None] >= weights[:, :3]).sum(1)
        shares.append(np.bincount(modes, minlength=4) / n)
tell("numpy", "W2", n, steps, timed, *logit_checks(modes, ties, propensities))
