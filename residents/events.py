"""What residents announce to the apps above, inside the transaction that made it true."""

from core.events import Announcement

consent_withdrawn = Announcement()
"""sender=Resident, consent=, by=, at=: whoever shares this record stops new sharing now."""

residents_merged = Announcement()
"""sender=Resident, kept=, gone=, by=, at=: the rows of `gone` now belong to `kept`."""
