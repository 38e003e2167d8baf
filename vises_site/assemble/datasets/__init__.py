"""The site's open data as tables, each column with its meaning."""
