"""Voices and evaluations of social insertion, from Markdown to a public site and brochures."""

__version__ = "0.1.0"
