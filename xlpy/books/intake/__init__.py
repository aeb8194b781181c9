"""Intake: returned files are kept, vetted, recognised and read; nothing in them is run or carried over.

A file travels `store` (kept under its hash) → `pool` (child processes with limits) → in the child `gate` (is it
safe to parse?), `reading` (grids, whatever program saved it), `identify` (whose copy is it?). `take_in` in `taking`
is the whole way. May not open the master, merge, or import xlwings.
"""
