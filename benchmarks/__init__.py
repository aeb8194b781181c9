"""Ratios in one run against named rivals. Never timed tests: nothing here passes or fails."""
