"""W1 in mesa-frames: an agent set over a Polars frame, synchronous.

VARIANT '': one with_columns over draws by NumPy; 'native': the MoneyAgents of its documentation."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
import polars as pl
from common import Timed, gini, order, tell
from mesa_frames import AgentSetPolars, ModelDF

n, steps, seed, variant = order()


class Givers(AgentSetPolars):
    def __init__(self, model):
        super().__init__(model)
        self += pl.DataFrame({"unique_id": np.arange(n), "money": np.ones(n, np.int64)})

    def step(self):
        self.do("give_native" if variant else "give")

    def give(self):
        gives = (self.agents["money"] > 0).to_numpy()
        to = self.model.random.integers(0, n - 1, gives.sum())
        to += to >= np.flatnonzero(gives)
        change = np.bincount(to, minlength=n) - gives
        self.agents = self.agents.with_columns(money=pl.col("money") + pl.Series(change))

    def give_native(self):
        self.select(pl.col("money") > 0)
        others = self.agents.sample(n=len(self.active_agents), with_replacement=True)
        self["active", "money"] -= 1
        received = others.group_by("unique_id").len()
        self[received, "money"] += received["len"]


class Wealth(ModelDF):
    def __init__(self):
        super().__init__(seed)
        self.givers = Givers(self)
        self.agents += self.givers

    def step(self):
        self.agents.do("step")


model = Wealth()
with Timed() as timed:
    for _ in range(steps):
        model.step()
money = next(iter(model.agents._agentsets)).agents["money"].to_numpy()
assert money.sum() == n
tell("mesa-frames-native" if variant else "mesa-frames", "W1", n, steps, timed, gini(money))
