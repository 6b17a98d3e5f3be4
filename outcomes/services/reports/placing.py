"""Put a report into the room, and take it out again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.services import lock, move
from outcomes.models import Report
from outcomes.report_lives import REPORT_LIFE
from outcomes.services.reports import making, notices, settling, writing


@transaction.atomic
def publish(report: Report, *, by, at: dt.datetime, notify: bool = True) -> Report:
    """Its readers find it in the room, and are told so by a mail with the way there.

    What other reports gave away since it was made is looked at once more: where the attack now
    finds a small figure, it is withheld at once and the files are written again.
    """
    report = lock(report)
    REPORT_LIFE.check(report, "publish")
    _check_written(report)
    # one at a time in a programme, so that two reports cannot give away together what each hides
    lock(report.run.programme)
    _told, counts = settling.settled_for(report)
    if sorted(counts.withheld) != report.withheld:
        writing.settle(report, counts)
        report.save()
        report = making.renew(report, by=by, at=at, background=True)
    report = move(
        report, "publish", life=REPORT_LIFE, by=by, at=at, published_at=at, published_by=by
    )
    if notify:
        notices.tell_readers(report)
    return report


def _check_written(report: Report) -> None:
    if report.writing_since is not None:
        raise RuleBroken(_("Its files are being written. Wait until they are there."))
    if report.fail_reason:
        raise RuleBroken(_("Its files could not be written. Write it again first."))


@transaction.atomic
def withdraw(report: Report, *, by, at: dt.datetime, reason: str) -> Report:
    """Nobody finds it in the room any more, and its files are wiped. The log of readers stays."""
    report = lock(report)
    report = move(report, "withdraw", life=REPORT_LIFE, by=by, at=at, words=reason,
                  writing_since=None, withdrawn_at=at, withdrawn_by=by,
                  withdraw_reason=reason[:300])  # fmt: skip
    making.wipe(report.files.filter(wiped_at__isnull=True), at=at)
    return report
