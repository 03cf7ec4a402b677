"""W2 in mesa-frames: an agent set over a Polars frame.

VARIANT '': those who act are listed and their ties looked up by row; 'native': a frame of ties, joined to the modes."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np
import polars as pl
from common import BETA, INFLUENCE, LOGIT_ACTS, Timed, logit_checks, logit_start, order, tell
from mesa_frames import AgentSetPolars, ModelDF

n, steps, seed, variant = order()
LIKES = [f"likes{mode}" for mode in range(4)]
WEIGHTS = [(BETA * (pl.col(LIKES[m]) + INFLUENCE / 8 * pl.col(f"count{m}"))).exp() for m in range(4)]
# Weights of the first one, two, three and four modes.
SUMS = {f"sum{k}": pl.sum_horizontal(WEIGHTS[: k + 1]) for k in range(4)}


class Choosers(AgentSetPolars):
    def __init__(self, model):
        super().__init__(model)
        self.ties, self.propensities, modes = logit_start(n, seed)
        likes = {name: np.ascontiguousarray(self.propensities[:, k]) for k, name in enumerate(LIKES)}
        self += pl.DataFrame({"unique_id": np.arange(n), "mode": modes, **likes})
        ends = {"from": np.repeat(np.arange(n), 8), "to": self.ties.reshape(-1).astype(np.int64)}
        self.tie_frame = pl.DataFrame(ends) if variant else None

    def step(self):
        self.do("choose_native" if variant else "choose")
        counts = dict(self.agents["mode"].value_counts().iter_rows())
        self.model.shares.append([counts.get(mode, 0) / n for mode in range(4)])

    def choose(self):
        rng = self.model.random
        acting = np.flatnonzero(rng.random(n) < LOGIT_ACTS)
        modes = self.agents["mode"]
        seen = modes.gather(self.ties[acting].reshape(-1)).to_numpy().reshape(-1, 8)
        counts = {f"count{mode}": (seen == mode).sum(1, dtype=np.float32) for mode in range(4)}
        sums = self.agents[acting].with_columns(**{name: pl.Series(count) for name, count in counts.items()})
        sums = sums.select(**SUMS)
        at = pl.Series(rng.random(len(acting))) * sums["sum3"]
        chosen = sum((at >= sums[f"sum{k}"]).cast(pl.UInt8) for k in range(3))
        self.agents = self.agents.with_columns(mode=modes.scatter(acting, chosen))

    def choose_native(self):
        rng = self.model.random
        acting = self.agents.filter(pl.Series(rng.random(n) < LOGIT_ACTS))
        acting = acting.with_columns(at=pl.Series(rng.random(len(acting)))).lazy()
        counts = (
            self.tie_frame.lazy()
            .join(acting.select("unique_id"), left_on="from", right_on="unique_id", how="semi")
            .join(self.agents.lazy().select("unique_id", "mode"), left_on="to", right_on="unique_id")
            .group_by("from")
            .agg(*[(pl.col("mode") == mode).sum().cast(pl.Float32).alias(f"count{mode}") for mode in range(4)])
        )
        chosen = (
            acting.join(counts, left_on="unique_id", right_on="from")
            .with_columns(**SUMS)
            .with_columns(at=pl.col("at") * pl.col("sum3"))
            .select("unique_id", chosen=sum((pl.col("at") >= pl.col(f"sum{k}")).cast(pl.UInt8) for k in range(3)))
        )
        self.agents = (
            self.agents.lazy()
            .join(chosen, on="unique_id", how="left", maintain_order="left")
            .with_columns(mode=pl.coalesce("chosen", "mode"))
            .drop("chosen")
            .collect()
        )


class Logit(ModelDF):
    def __init__(self):
        super().__init__(seed)
        self.shares = []
        self.agents += Choosers(self)

    def step(self):
        self.agents.do("step")


model = Logit()
with Timed() as timed:
    for _ in range(steps):
        model.step()
people = next(iter(model.agents._agentsets))
checks = logit_checks(people.agents["mode"].to_numpy(), people.ties, people.propensities)
assert max(model.shares[-1]) == checks[0]
tell("mesa-frames-native" if variant else "mesa-frames", "W2", n, steps, timed, *checks)
