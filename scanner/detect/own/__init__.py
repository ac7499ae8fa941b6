"""The recognizers that a person adds: asked as plain Presidio would, and never believed blindly.

``checking``  files looked at in full, before anything is scanned
``loading``   the recognizers of some files, ready to be asked
``finding``   what they find among cells: each distinct text once
``asking``    one text through them; ``superset`` makes a sieve of expressions that allow it
``merging``   one place of one entity counts once
"""
