"""Delimited text: CSV, TSV and their relatives, as Arrow columns.

``dialect``    whether a text is a table, and what separates its cells
``splitting``  where a big one may be cut in parts; ``guessing``: by a look at little of it
``reading``    records as columns, whatever is wrong with them
``splitter``   whole records cut into columns, between the ``edges`` of their fields
``rows``       the tolerant way
"""

from scanner.readers.delimited.reading import Table, read, table_of

__all__ = ["Table", "read", "table_of"]
