"""W1 in Mesa: agents in a fresh random order each step (shuffle_do); money changes at once.

A partner is drawn from a list that the model keeps. The tutorial's random.choice(model.agents) copies all agents at each draw."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import mesa
from common import Timed, gini, order, tell


class Giver(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.money = 1

    def step(self):
        if self.money > 0:
            other = self
            while other is self:
                other = self.random.choice(self.model.people)
            other.money += 1
            self.money -= 1


class Wealth(mesa.Model):
    def __init__(self, n, seed):
        super().__init__(rng=seed)
        Giver.create_agents(self, n)
        self.people = list(self.agents)

    def step(self):
        self.agents.shuffle_do("step")


n, steps, seed, _ = order()
model = Wealth(n, seed)
with Timed() as timed:
    for _ in range(steps):
        model.step()
money = [agent.money for agent in model.people]
assert sum(money) == n
tell("mesa", "W1", n, steps, timed, gini(money))
