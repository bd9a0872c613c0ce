"""The files of a new wave, drafted from what its data file and its form say of themselves."""
