"""Registries made up from a seed, as large as one likes, to measure claimboard with."""

from leaderboard.bench.generate import Size, generate, grow

__all__ = ["Size", "generate", "grow"]
