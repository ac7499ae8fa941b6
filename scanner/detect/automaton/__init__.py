"""Expressions over the cells of a column, a byte at a time, by one table look-up each.

``expressions``  as graphs of bytes
``edges``        those of a graph, packed
``machines``     their states, and the tables that compiled loops take
``matching``     what tells which of some expressions each cell matches
``searching``    the same for expressions that may end anywhere
"""

from scanner.detect.automaton.matching import Matcher, keep_learned, somewhere, whole

__all__ = ["Matcher", "keep_learned", "somewhere", "whole"]
