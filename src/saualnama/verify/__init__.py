"""Every printed figure against the wave, and what is said when one does not come out."""
