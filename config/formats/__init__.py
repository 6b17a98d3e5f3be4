"""Our own formats of dates and numbers, by language."""
