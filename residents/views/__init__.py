"""Pages about residents."""
