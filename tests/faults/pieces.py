"""Where runs of these tests are held, and how small their parts are.

Apart from `counting`, which changes whatever process imports it: tests themselves must not.
"""

COUNTING = 71_003
"""The advisory lock that keeps every worker in the middle of a part."""
PEOPLE_A_PART = 3
