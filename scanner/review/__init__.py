"""What people decide, and what follows from it: logic over plain data, free of the state.

labels, rows, book    a workbook that comes back, as lines of text
lines, merging        lines against what is stored: changes, conflicts, mistakes
placing               decisions follow their content through moves
evidence, standing    whether a decision still holds, and which one
gate                  what stands in the way of the handover
merkle, manifest, receipt, signing   the receipt, and holding a folder against it
sampling, bounds      spot checks and what they prove
chain                 a log in which nothing can be changed unseen
"""
