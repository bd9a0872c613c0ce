"""A wave again in R and in PSPP or SPSS: two scripts, their inputs, and our numbers to compare."""
