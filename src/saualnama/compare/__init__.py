"""Two waves of a survey beside each other: what may be compared, and what changed."""
