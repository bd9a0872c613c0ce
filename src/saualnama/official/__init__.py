"""Official statistics of the report: police counts, rates and population, recomputed.

Figures that the report took from elsewhere are compared with what their own parts add up to. Pure:
frames of text in, frames out; nothing is imported here.
"""
