"""`python -m xlpy VERB …`."""

from __future__ import annotations

import sys

from xlpy.cli.main import main

sys.exit(main(sys.argv[1:]))
