"""What follows nomination: who is awarded, the decision and the papers around it (domain.md §7).

Same imports as the rest of `packets`. Everything starts from `roll.roll(campaign)`; nothing is re-exported.
"""
