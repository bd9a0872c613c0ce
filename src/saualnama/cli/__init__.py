"""Commands for people: one module a command, `main` finds and runs it."""
