"""Points, ranking, quotas and the proposed list: pure functions of the campaign, with pandas.

May import model, schema and vietnamese. `points.score` is the one entry for scores, `quotas.use` for quotas.
"""
