"""From files to records, with every problem's line and column."""
