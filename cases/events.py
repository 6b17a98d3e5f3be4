"""What cases announce to the apps above, inside the transaction that made it true."""

from core.events import Announcement

opened = Announcement()
"""sender=Case, case=, by=, at=."""

came_home = Announcement()
"""sender=Case, case=, by=, at=: day 0 is set."""

closed = Announcement()
"""sender=Case, case=, by=, at=."""

contact_added = Announcement()
"""sender=Contact, contact=, by=, at=."""
