"""Verbs of money, one module a noun: `from funding.services import purchases`."""
