"""Pages about people, what they belong to, and where."""
