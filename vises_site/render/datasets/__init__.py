"""The site's open data as files: CSV, JSON, their descriptor, and what search engines read."""
