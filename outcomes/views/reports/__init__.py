"""The report room and what leads into it."""
