"""The sieve: what cannot be a value is looked at once, 64 bytes at a time, and never again.

``sift``   the runs of letters and digits in a column that could be an identifier
``sweep``  those in the lines of a text
``hosted`` addresses at hosts that a column names often: passed over
``rules``  what is said of one run; ``gaps``: of what stands between two
``even``   columns of which each cell is such a run
``runs``   what is left, as arrays
"""
