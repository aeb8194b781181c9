"""What a macro calls: one function per button, and the verbs that buttons and command line share.

A button takes the calling workbook, the command line opens a file; from there on the code is the same
(`verbs`). May import every other room. The functions here have the names of `workbook.commands`.
"""

from __future__ import annotations


def check() -> None:
    """The button Kiểm tra."""
    from xlpy.buttons import macros

    macros.check()


def fix() -> None:
    """The button Sửa theo đề xuất."""
    from xlpy.buttons import macros

    macros.fix()


def score() -> None:
    """The button Tính điểm."""
    from xlpy.buttons import macros

    macros.score()


def export() -> None:
    """The button Xuất hồ sơ."""
    from xlpy.buttons import macros

    macros.export()


def award() -> None:
    """The button Quyết định."""
    from xlpy.buttons import macros

    macros.award()


def open_folder() -> None:
    """The button Mở thư mục."""
    from xlpy.buttons import macros

    macros.open_folder()


def split() -> None:
    """The button Tách sổ."""
    from xlpy.buttons import copy_macros

    copy_macros.split()


def merge() -> None:
    """The button Ghép sổ."""
    from xlpy.buttons import copy_macros

    copy_macros.merge()


def undo_merge() -> None:
    """The button Hoàn tác ghép."""
    from xlpy.buttons import copy_macros

    copy_macros.undo_merge()
