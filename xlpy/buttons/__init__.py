"""What a macro calls: one function per button, and the verbs that buttons and command line share.

A button takes the calling workbook, the command line opens a file; from there on the code is the same
(`verbs`). May import every other room.
"""
