"""Reports for each audience, as blocks. Every format is written from the same blocks."""
