"""The report: one model of every table in each language, and renderers that compute nothing."""
