"""The way in: ``handover`` and ``python -m scanner``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from scanner import cli

    sys.exit(cli.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
