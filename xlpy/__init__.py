"""ThiDua: the Python behind the buttons of the campaign workbook. Rooms and their directions: DEVELOPERS.md."""

__version__ = "0.1.0"
