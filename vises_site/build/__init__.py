"""Carrying out a build: cache, workers, and the swap that makes a result public."""
