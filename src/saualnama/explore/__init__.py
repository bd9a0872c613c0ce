"""The page to explore a wave: every question by every breakdown, in one file without a server."""
