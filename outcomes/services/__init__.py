"""Verbs of outcomes: import, measure, evaluate, publish."""
