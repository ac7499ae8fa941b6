"""Expressions over the cells of a column, a byte at a time, by one table look-up each.

``expressions``  as graphs of bytes
``machines``     their states, and the tables that compiled loops take
``matching``     what tells which of some expressions each cell matches
``searching``    the same for expressions that may end anywhere
"""

from scanner.detect.automaton.matching import Matcher, somewhere, whole

__all__ = ["Matcher", "somewhere", "whole"]
