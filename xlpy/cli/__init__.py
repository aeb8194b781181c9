"""The verbs on the command line: thin, one module each, over the same functions as the buttons.

Exit 0: done, no errors found; 1: the workbook has errors; 2: could not do it, with one message on standard
error, nothing half-written, never a traceback. May import every other room.
"""
