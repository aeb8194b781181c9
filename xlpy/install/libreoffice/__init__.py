"""LibreOffice: what answers the buttons there, put into this user's LibreOffice profile.

`basic/` holds the sources in LibreOffice Basic, `counterpart` makes a library and the document xlwings.xlam of
them, `program` finds LibreOffice and its profile, `registry` and `libraries` edit the two files of the profile that
know of it, `setup` installs and removes, `state` says what is there. Files of the profile are changed only while
LibreOffice is closed; nothing here talks to a running one.
"""
