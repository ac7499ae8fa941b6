"""Find personal information in chunks: exactly what Presidio finds, as arrays.

``Detector``  adds what a chunk shows to the evidence of its file
``analyze``   one text, as Presidio's results
``explain``   the same with reasons, losers included
"""

from scanner.detect.detector import Detector
from scanner.detect.single import Explanation, analyze, explain

__all__ = ["Detector", "Explanation", "analyze", "explain"]
