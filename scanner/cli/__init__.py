"""The command line: thin, and the only room that prints.

Heavy libraries are imported by the command that needs them: ``--help`` answers at once.
"""

from scanner.cli.app import app, run

__all__ = ["app", "run"]
