"""What a printing house, or a reader's screen, asks of a PDF."""
