"""Pictures of a report's exhibits: from tidy figures and words to SVG and PNG."""
