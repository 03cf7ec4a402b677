"""W3 in mesa-frames: expressions over a Polars frame for money, rows of ties looked up for choices."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
import polars as pl
from common import REGIME_ACTS, Pools, Timed, order, regime_checks, regime_start, tell
from mesa_frames import AgentSetPolars, ModelDF

n, steps, seed, _ = order()


class Workers(AgentSetPolars):
    def __init__(self, model):
        super().__init__(model)
        self.ties, skill, taste, peer = regime_start(n, seed)
        money = np.full(n, 1000, np.int64)
        self += pl.DataFrame(
            {"unique_id": np.arange(n), "skill": skill, "taste": taste, "peer": peer, "money": money}
        )

    def step(self):
        self.earn_and_spend()
        self.choose()
        self.model.shares.append(self.agents["peer"].mean())

    def earn_and_spend(self):
        pools = self.model.pools
        works = ~pl.col("peer")
        labour = self.agents.select(pl.col("skill").filter(works).sum()).item()
        wage, dividend = pools.open(labour)
        gross = pl.col("skill") * wage // 65536
        frame = self.agents.with_columns(offer=gross - gross // 5, gross=gross)
        held = pl.col("money") + dividend + pl.when(works).then(pl.col("offer")).otherwise(0)
        frame = frame.with_columns(money=held - held // 32, spent=held // 32)
        paid, net, spent = frame.select(
            pl.col("gross").filter(works).sum(), pl.col("offer").filter(works).sum(), pl.col("spent").sum()
        ).row(0)
        pools.firms += spent - paid
        pools.state += paid - net
        self.agents = frame.drop("gross", "spent")

    def choose(self):
        rng = self.model.random
        acting = np.flatnonzero(rng.random(n) < REGIME_ACTS)
        peer = self.agents["peer"]
        seen = peer.gather(self.ties[acting].reshape(-1)).to_numpy().reshape(-1, 8)
        columns = {"share": seen.mean(1, dtype=np.float32), "at": rng.random(len(acting), dtype=np.float32)}
        gap = pl.col("offer") / 200 + 1.2 * (1 - 2 * pl.col("share")) - pl.col("taste") - 0.5
        chosen = (
            self.agents[acting]
            .with_columns(**{name: pl.Series(column) for name, column in columns.items()})
            .select(peer=pl.col("at") * (1 + (2 * gap).exp()) < 1)
        )
        self.agents = self.agents.with_columns(peer=peer.scatter(acting, chosen["peer"]))


class RegimeChoice(ModelDF):
    def __init__(self):
        super().__init__(seed)
        self.pools, self.shares = Pools(n), []
        self.agents += Workers(self)

    def step(self):
        self.agents.do("step")


model = RegimeChoice()
with Timed() as timed:
    for _ in range(steps):
        model.step()
frame = next(iter(model.agents._agentsets)).agents
columns = (frame[name].to_numpy() for name in ("peer", "money", "skill"))
tell("mesa-frames", "W3", n, steps, timed, *regime_checks(*columns, model.pools))
