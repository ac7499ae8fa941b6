"""Parquet: row groups as parts, batches bounded by bytes, every leaf as strings.

``footer``   what a file claims; ``trouble``: what is wrong with it
``shares``   row groups as parts, very large ones divided by columns
``groups``   row groups as chunks
``batches``  how many rows at a time, and which columns as dictionaries
``leaves``   nested and typed columns as plain strings
"""

from scanner.readers.parquet.footer import inspect
from scanner.readers.parquet.groups import read

__all__ = ["inspect", "read"]
