"""How fast the scanner is, as ratios measured in one run: ``python -m bench``."""
