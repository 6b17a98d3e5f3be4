"""Put a report into the room, and take it out again."""

import datetime as dt

from django.db import transaction

from core.services import lock, move
from outcomes.models import Report
from outcomes.report_lives import REPORT_LIFE
from outcomes.services.reports import making, notices, settling


@transaction.atomic
def publish(report: Report, *, by, at: dt.datetime, notify: bool = True) -> Report:
    """Its readers find it in the room, and are told so by a mail with the way there.

    What other reports gave away since it was made is looked at once more: where the attack now
    finds a small figure, its files are written again with more withheld.
    """
    report = lock(report)
    REPORT_LIFE.check(report, "publish")
    # one at a time in a programme, so that two reports cannot give away together what each hides
    lock(report.run.programme)
    _told, counts = settling.settled(making.given_of(report), settling.went_out(report))
    if sorted(counts.withheld) != report.withheld:
        report = making.renew(report, by=by, at=at)
    report = move(
        report, "publish", life=REPORT_LIFE, by=by, at=at, published_at=at, published_by=by
    )
    if notify:
        notices.tell_readers(report)
    return report


@transaction.atomic
def withdraw(report: Report, *, by, at: dt.datetime, reason: str) -> Report:
    """Nobody finds it in the room any more, and its files are wiped. The log of readers stays."""
    report = lock(report)
    report = move(report, "withdraw", life=REPORT_LIFE, by=by, at=at, words=reason,
                  withdrawn_at=at, withdrawn_by=by, withdraw_reason=reason[:300])  # fmt: skip
    making.wipe(report.files.filter(wiped_at__isnull=True), at=at)
    return report
