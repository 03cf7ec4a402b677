"""W3 in NumPy: whole columns for money, the list of those who act for choices; one core."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import REGIME_ACTS, Pools, Timed, order, regime_checks, regime_start, tell

n, steps, seed, _ = order()
ties, skill, taste, peer = regime_start(n, seed)
money = np.full(n, 1000, np.int64)
pools = Pools(n)
rng = np.random.default_rng(seed + 1000)
shares = []
with Timed() as timed:
    for _ in range(steps):
        wage, dividend = pools.open(int(skill[~peer].sum()))
        gross = skill * wage >> 16
        tax = gross // 5
        offer = gross - tax
        pools.firms -= int(gross[~peer].sum())
        pools.state += int(tax[~peer].sum())
        money += np.where(peer, 0, offer) + dividend
        spent = money // 32
        money -= spent
        pools.firms += int(spent.sum())
        acting = np.flatnonzero(rng.random(n, dtype=np.float32) < REGIME_ACTS)
        share = peer[ties[acting]].mean(1, dtype=np.float32)
        gap = offer[acting] / np.float32(200) + np.float32(1.2) * (1 - 2 * share) - taste[acting] - np.float32(0.5)
        peer[acting] = rng.random(len(acting), dtype=np.float32) * (1 + np.exp(2 * gap)) < 1
        shares.append(peer.mean())
tell("numpy", "W3", n, steps, timed, *regime_checks(peer, money, skill, pools))
