"""W3 in Mesa: two stages a step (live, advance); the pools are the model's."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from math import exp

import mesa
from common import REGIME_ACTS, Pools, Timed, order, regime_checks, regime_start, tell


class Worker(mesa.Agent):
    def __init__(self, model, skill, taste, peer):
        super().__init__(model)
        self.skill, self.taste, self.money = skill, taste, 1000
        self.peer = self.following = peer
        self.ties = []

    def live(self):
        model = self.model
        gross = self.skill * model.wage >> 16
        tax = gross // 5
        self.money += model.dividend
        if not self.peer:
            self.money += gross - tax
            model.pools.firms -= gross
            model.pools.state += tax
        spent = self.money // 32
        self.money -= spent
        model.pools.firms += spent
        if self.random.random() < REGIME_ACTS:
            share = sum(other.peer for other in self.ties) / len(self.ties)
            gap = (gross - tax) / 200 + 1.2 * (1 - 2 * share) - self.taste - 0.5
            self.following = self.random.random() * (1 + exp(2 * gap)) < 1

    def advance(self):
        self.peer = self.following


class RegimeChoice(mesa.Model):
    def __init__(self, n, seed):
        super().__init__(rng=seed)
        ties, skill, taste, peer = regime_start(n, seed)
        people = [Worker(self, *row) for row in zip(skill.tolist(), taste.tolist(), peer.tolist())]
        for agent, row in zip(people, ties.tolist()):
            agent.ties = [people[other] for other in row]
        self.pools, self.shares = Pools(n), []

    def step(self):
        labour = sum(agent.skill for agent in self.agents if not agent.peer)
        self.wage, self.dividend = self.pools.open(labour)
        self.agents.do("live")
        self.agents.do("advance")
        self.shares.append(sum(agent.peer for agent in self.agents) / len(self.agents))


n, steps, seed, _ = order()
model = RegimeChoice(n, seed)
with Timed() as timed:
    for _ in range(steps):
        model.step()
peer, money, skill = zip(*((a.peer, a.money, a.skill) for a in model.agents))
tell("mesa", "W3", n, steps, timed, *regime_checks(peer, money, skill, model.pools))
