"""What makes the tool usable on a clerk's machine: set-up, its removal, and the report of what is there.

One folder per spreadsheet program. May import every other room; nothing but `cli` imports it. No module here
changes anything outside the clerk's own account, and each change has its undoing beside it.
"""
