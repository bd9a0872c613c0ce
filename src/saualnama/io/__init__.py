"""The only room that reads and writes files.

Readers turn whatever cannot be read into an `InputError`; writers put a whole file in place or
none. Nothing is imported here: the Snakefile needs the YAML reader and not pandas.
"""
