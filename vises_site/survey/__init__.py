"""Answers to questionnaires: read, counted, and published so that no small group shows."""
