"""Word nomination packets: what they say, which template says it, and the files on disk.

May import model, scoring, vietnamese and schema. Only `rendering` knows docxtpl; nothing here knows a
spreadsheet. Texts that staff may want to change belong into templates/, not here. Nothing is re-exported:
import `xlpy.packets.export` and the like, so that a button pays only for what it uses.
"""
