"""Find personal information in chunks: what Presidio finds, as arrays, one winner a place.

``Detector``  adds what a chunk shows to the evidence of its file
``analyze``   one text, as Presidio's results
``explain``   the same with reasons, losers included
"""

from scanner.detect.detector import Detector
from scanner.detect.reasons import Explanation, explain
from scanner.detect.single import analyze

__all__ = ["Detector", "Explanation", "analyze", "explain"]
