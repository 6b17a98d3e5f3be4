"""What referrals announce to the apps above, inside the transaction that made it true."""

from core.events import Announcement

decided = Announcement()
"""sender=Referral, referral=, verb=, by=, at=: accepted, declined, redirected or a duplicate."""

news_added = Announcement()
"""sender=Referral, referral=, words=, by=, at=: the ward wrote something new."""

dates_given = Announcement()
"""sender=Referral, referral=, by=, at=: the ready, expected or discharge date changed."""

barrier_resolved = Announcement()
"""sender=Referral, referral=, barrier=, by=, at=."""
