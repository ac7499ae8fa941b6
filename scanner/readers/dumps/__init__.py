"""A big dump of a database cut in parts, where rows seem to follow others.

It is cut by a look at little of it: after a semicolon that ends a line, before INSERT, or after
any line of the rows of COPY.  What the tables are that rows are for is guessed too: those made
at its beginning, and, where the rows of another one are met, between this place and the one
before.  Whoever reads a part proves where and with which tables the next one begins, since its
own beginning was proved to it: else ``Miscut``, and the file is read as one.

``guessing``  where a dump may be cut
``copies``    which COPY the rows at a place are for
``cut``       how it is cut: what the readers of its parts are told
``reading``   one part that is read, and proved
"""

from scanner.readers.dumps.cut import Dump
from scanner.readers.dumps.guessing import guess
from scanner.readers.dumps.reading import Reading

__all__ = ["Dump", "Reading", "guess"]
