"""Chance as a function of seed, step and agent: no generator is shared, so results do not depend on threads."""

from numba import njit, uint64


@njit(inline="always")
def mix(z):
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@njit(inline="always")
def key_of(seed, step):
    return mix(uint64(seed) * uint64(0x9E3779B97F4A7C15) + uint64(step))


@njit(inline="always")
def word(key, agent):
    return mix(key + uint64(agent) * uint64(0x9E3779B97F4A7C15))
