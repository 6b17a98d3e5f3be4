"""Pure calculations: numbers in, numbers out. No database, no clock, no words for the screen.

Methods, settings and the published cases that they are checked against: standards of the field,
tests/outcomes/test_statistics_*.py.
"""
