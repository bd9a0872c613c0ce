"""A wave whose answers were never published, built again from what was printed about it.

The records are nobody's answers. They are one of very many files from which the printed figures
come out; whatever no figure fixes is drawn at random, near independence.
"""
