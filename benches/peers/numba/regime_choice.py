"""W3 in Numba: a parallel loop over agents for money and choice; chance is a hash of seed, step and agent."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
from common import REGIME_ACTS, Pools, Timed, order, regime_checks, regime_start, tell
from hashing import key_of, word
from numba import njit, prange, uint64

ACTS = int(REGIME_ACTS * 2**32)


@njit(parallel=True, fastmath=True)
def labour_of(skill, peer):
    labour = 0
    for i in prange(len(skill)):
        labour += 0 if peer[i] else skill[i]
    return labour


@njit(parallel=True, fastmath=True)
def live(peer, following, money, skill, taste, ties, wage, dividend, key):
    n, degree = ties.shape
    paid = 0
    taxed = 0
    spent = 0
    peers = 0
    labour = 0
    for i in prange(n):
        gross = skill[i] * wage >> 16
        tax = gross // 5
        offer = gross - tax
        held = money[i] + dividend
        if not peer[i]:
            held += offer
            paid += gross
            taxed += tax
        spends = held // 32
        spent += spends
        money[i] = held - spends
        regime = peer[i]
        z = word(key, i)
        if (z & uint64(0xFFFFFFFF)) < uint64(ACTS):
            seen = 0
            for slot in range(degree):
                seen += peer[ties[i, slot]]
            share = np.float32(seen) * np.float32(0.125)
            gap = np.float32(offer) * np.float32(0.005) + np.float32(1.2) * (1 - 2 * share)
            gap -= taste[i] + np.float32(0.5)
            at = np.float32(z >> uint64(40)) * np.float32(2.0**-24)
            regime = np.uint8(at * (np.float32(1) + np.exp(np.float32(2) * gap)) < 1)
        following[i] = regime
        peers += regime
        labour += 0 if regime else skill[i]
    return paid, taxed, spent, peers, labour


def run(peer, money, skill, taste, ties, steps, seed):
    pools, following, shares = Pools(len(peer)), np.empty_like(peer), []
    labour = labour_of(skill, peer)
    for step in range(steps):
        wage, dividend = pools.open(labour)
        key = key_of(seed, step)
        paid, taxed, spent, peers, labour = live(
            peer, following, money, skill, taste, ties, wage, dividend, np.uint64(key)
        )
        pools.firms += spent - paid
        pools.state += taxed
        shares.append(peers / len(peer))
        peer, following = following, peer
    return peer, pools, shares


n, steps, seed, _ = order()
for size, length in (1000, 1), (n, steps):  # The first compiles, and its time is thrown away.
    ties, skill, taste, peer = regime_start(size, seed)
    money = np.full(size, 1000, np.int64)
    with Timed() as timed:
        peer, pools, shares = run(peer.astype(np.uint8), money, skill, taste, ties, length, seed)
tell("numba-hash", "W3", n, steps, timed, *regime_checks(peer, money, skill, pools))
