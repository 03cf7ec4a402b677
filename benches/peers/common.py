"""What the peers in Python share: the command line, the start, the checks, the row they print."""

import resource
import sys
import time

import numpy as np


def order():
    """N STEPS SEED [VARIANT]"""
    words = sys.argv[1:] + [""]
    return int(float(words[0])), int(words[1]), int(words[2]), words[3]


class Timed:
    """Times the steps, and notes the peak of memory when they are done."""

    def __enter__(self):
        self.begin = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.begin
        self.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(name, workload, n, steps, timed, *checks):
    """Prints the row that the table is made of."""
    rate = n * steps / timed.seconds
    checks = ",".join(f"{check:.5f}" for check in checks)
    print(f"{name},{workload},{n},{steps},{timed.seconds:.6f},{rate:.4g},{timed.peak_mb:.0f},{checks}", flush=True)


def gini(money):
    money = np.sort(np.asarray(money, dtype=np.float64))
    n = len(money)
    return float((2 * np.arange(1, n + 1) - n - 1).dot(money) / (n * money.sum()))


# W2

LOGIT_ACTS, INFLUENCE, BETA = 0.2, 1.5, 2.0


def logit_start(n, seed):
    """ties[n, 8], propensities[n, 4], modes[n]."""
    rng = np.random.default_rng(seed)
    ties = rng.integers(0, n, (n, 8), dtype=np.int32)
    propensities = rng.standard_normal((n, 4), dtype=np.float32) * np.float32(0.3)
    tenths = rng.integers(0, 10, n, dtype=np.int8)
    return ties, propensities, np.where(tenths < 7, 0, tenths - 6).astype(np.uint8)


def logit_checks(modes, ties, propensities):
    """Largest share, ties inside one mode, agents in the mode they like best."""
    modes = np.asarray(modes)
    largest = np.bincount(modes, minlength=4).max() / len(modes)
    same = np.mean([(modes[ties[:, slot]] == modes).mean() for slot in range(8)])
    return largest, same, (np.asarray(propensities).argmax(1) == modes).mean()


# W3

REGIME_ACTS = 0.1


def regime_start(n, seed):
    """ties[n, 8], skill[n], taste[n], peer[n]."""
    rng = np.random.default_rng(seed)
    ties = rng.integers(0, n, (n, 8), dtype=np.int32)
    skill = np.maximum(1, np.rint(100 * np.exp(0.5 * rng.standard_normal(n)))).astype(np.int64)
    taste = (0.3 * rng.standard_normal(n)).astype(np.float32)
    return ties, skill, taste, rng.integers(0, 10, n) == 0


class Pools:
    """What the firms and the state of W3 hold."""

    def __init__(self, n):
        self.n, self.firms, self.state = n, 1000 * n, 0

    def open(self, labour):
        """Wage of a unit of skill in 2^-16, and the dividend, which is taken from the state here."""
        dividend = self.state // self.n
        self.state -= dividend * self.n
        return ((self.firms // 4) << 16) // max(labour, 1), dividend


def regime_checks(peer, money, skill, pools):
    """Share in peer production, Gini of money, skill of peers over that of all. Stops if a credit was made or lost."""
    peer, money, skill = np.asarray(peer, dtype=bool), np.asarray(money), np.asarray(skill)
    assert int(money.sum()) + pools.firms + pools.state == 2000 * len(peer)
    return peer.mean(), gini(money), skill[peer].mean() / skill.mean()
