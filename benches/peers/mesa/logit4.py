"""W2 in Mesa: two stages a step (decide, advance); ties are a list on each agent."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from math import exp

import mesa
from common import BETA, INFLUENCE, LOGIT_ACTS, Timed, logit_checks, logit_start, order, tell


class Chooser(mesa.Agent):
    def __init__(self, model, mode, propensities):
        super().__init__(model)
        self.mode = self.following = mode
        self.propensities = propensities
        self.ties = []

    def decide(self):
        if self.random.random() < LOGIT_ACTS:
            counts = [0, 0, 0, 0]
            for other in self.ties:
                counts[other.mode] += 1
            weights = [
                exp(BETA * (likes + INFLUENCE * count / len(self.ties)))
                for likes, count in zip(self.propensities, counts)
            ]
            self.following = self.random.choices((0, 1, 2, 3), weights)[0]

    def advance(self):
        self.mode = self.following


class Logit(mesa.Model):
    def __init__(self, n, seed):
        super().__init__(rng=seed)
        self.ties, self.propensities, modes = logit_start(n, seed)
        people = [Chooser(self, mode, likes) for mode, likes in zip(modes.tolist(), self.propensities.tolist())]
        for agent, row in zip(people, self.ties.tolist()):
            agent.ties = [people[other] for other in row]
        self.shares = []

    def step(self):
        self.agents.do("decide")
        self.agents.do("advance")
        counts = [0, 0, 0, 0]
        for agent in self.agents:
            counts[agent.mode] += 1
        self.shares.append([count / len(self.agents) for count in counts])


n, steps, seed, _ = order()
model = Logit(n, seed)
with Timed() as timed:
    for _ in range(steps):
        model.step()
tell("mesa", "W2", n, steps, timed, *logit_checks([a.mode for a in model.agents], model.ties, model.propensities))
