"""Where runs and imports of these tests are held, and how small their parts are.

Apart from `counting`, which changes whatever process imports it: tests themselves must not.
"""

COUNTING = 71_003
"""The advisory lock that keeps every worker in the middle of a part."""
STORING = 71_004
"""The advisory lock that keeps every worker in the middle of an import."""
PEOPLE_A_PART = 3
EVENTS_SENT = 40
"""How many events stand in a file that is sent."""
