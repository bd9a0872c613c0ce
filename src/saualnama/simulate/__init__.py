"""A simulated wave: invented answers to try a new wave with; nobody's answers."""
