"""Charts: from a survey's figures, or simple yearly ones, to SVG, words and tables."""
