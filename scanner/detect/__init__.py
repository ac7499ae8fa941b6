"""Find personal information in chunks: what Presidio finds, as arrays, one winner a place.

``Detector``  adds what a chunk shows to the evidence of its file
``analyze``   one text, as Presidio's results
``explain``   the same with reasons, losers included

A chunk is laid out as ``cells`` and goes through the ``sieve``.  ``finder`` asks for values by
how they are made: ``plain``, one run of letters and digits; ``sieved``, with marks of their own;
``written``, in any other form; ``attributes``, known by their column's name; ``labelled``, by a
label beside them; ``own``, those of the user's recognizers.  Words ``around`` them are read,
``overlaps`` settled, ``values`` hashed.  ``reference`` does all of it by Presidio alone.
"""

from scanner.detect.detector import Detector
from scanner.detect.reasons import Explanation, explain
from scanner.detect.single import analyze

__all__ = ["Detector", "Explanation", "analyze", "explain"]
