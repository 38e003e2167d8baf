"""Kinds of sound files, each cleaned in its own way."""
