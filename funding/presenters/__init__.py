"""What pages about money are told."""
