"""Markdown, sanitising and French typography: one pipeline for web and paper."""
