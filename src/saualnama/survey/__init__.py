"""A wave as it was asked and answered: questionnaire, codes, bases, validation."""
