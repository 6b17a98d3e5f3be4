"""``make run``: web, worker and beat under one roof, on one machine."""
