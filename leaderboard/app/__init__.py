"""The pages: they ask `leaderboard.queries`, draw with `leaderboard.charts` and compute nothing."""
