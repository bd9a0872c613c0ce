"""Everything that a person should know about a wave before its figures are shown."""
