"""Typed records of a campaign, each knowing the cell it came from. Plain data: no spreadsheet, no Word, no files.

May import schema and vietnamese only.
"""
