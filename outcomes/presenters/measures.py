"""Scores of one case, in words, with how far they have come since the first."""

from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Action, Bar, Bars, Cell, Column, Row, Table, Tag
from outcomes.instruments import definition
from outcomes.models import Mode, Occasion, Result, Sheet
from outcomes.services import measures
from outcomes.services.measures.points import WAITING, Standing

STANDING_TAGS = {
    Standing.ANSWERED: (gettext_lazy("Answered"), "good"),
    Standing.INCOMPLETE: (gettext_lazy("Answered in part"), "amber"),
    Standing.DECLINED: (gettext_lazy("They would rather not"), "stone"),
    Standing.COMING: (gettext_lazy("Not yet"), "wash"),
    Standing.DUE: (gettext_lazy("Due"), "amber"),
    Standing.LATE: (gettext_lazy("Late"), "danger"),
    Standing.MISSED: (gettext_lazy("Missed"), "danger"),
    Standing.NOT_ASKED: (gettext_lazy("Not asked, the case ended"), "stone"),
}


def page_of(case, user) -> dict:
    """Everything that the page and the tab of a case's scales show."""
    today = clock.today()
    policy = case.programme.policy_on(today)
    return {
        "alarms": [each.words for each in measures.open_alerts(case)],
        "seen_url": reverse("cases:see_to_alert", args=[case.reference]),
        "measured": measured(case),
        "asks": offered_asks(case, user, policy=policy, today=today),
        "sheets": open_sheets(case, user),
        "due": due_table(case, policy=policy, today=today),
    }


# -- what was answered ------------------------------------------------------------------------


def measured(case) -> list[dict]:
    """One part an instrument: each time it was asked, its scores, bands, and the way since."""
    rows = case.measures.in_force().order_by("taken_on", "pk").select_related("recorded_by")
    by_instrument: dict[tuple[str, str], list] = {}
    for each in rows:
        by_instrument.setdefault((each.instrument, each.version), []).append(each)
    return [_one(definition(*key), found) for key, found in by_instrument.items()]


def _one(instrument, found) -> dict:
    scored = [each for each in found if each.scores]
    scales = [
        scale
        for scale in instrument.scales
        if scale.averaged and (scale.required or any(scale.key in m.scores for m in scored))
    ]
    columns = (Column(_("When")), *(Column(scale.name, numeric=True) for scale in scales))
    first = scored[0] if scored else None
    return {
        "name": instrument.name,
        "table": Table(
            caption=instrument.short_name,
            columns=columns,
            rows=tuple(_row(each, first, scales) for each in found),
        ),
        "charts": [_chart(scale, scored) for scale in scales[:4]] if len(scored) > 1 else [],
        "words": [_told(scale, scored) for scale in scales] if len(scored) > 1 else [],
        "copyright": instrument.licence.copyright_line,
        "sources": sorted({s.bands_source for s in scales if s.bands_source})
        + sorted({t.source for s in scales for t in s.thresholds}),
    }


def _row(measure, first, scales) -> Row:
    day = date_format(measure.taken_on, "j F Y")
    how = Mode(measure.mode).label
    tags = ()
    if measure.result != Result.ANSWERED:
        tags = (Tag(Result(measure.result).label, "amber"),)
    when = Cell(Occasion(measure.occasion).label, sub=f"{day} · {how}", tags=tags)
    return Row((when, *(_score(measure, first, scale) for scale in scales)))


def _score(measure, first, scale) -> Cell:
    if scale.key not in measure.scores:
        return Cell(_("no score"), quiet=True)
    score = Decimal(str(measure.scores[scale.key]))
    band = scale.band(score)
    return Cell(
        f"{score:.{scale.places}f}",
        sub=" ".join(filter(None, (str(band.words) if band else "", _gain(score, first, scale)))),
    )


def _gain(score, first, scale) -> str:
    start = first.scores.get(scale.key) if first else None
    if start is None:
        return ""
    gain = scale.improvement(Decimal(str(start)), score)
    if gain == 0:
        return ""
    words = _("%(n)s better than at first") if gain > 0 else _("%(n)s worse than at first")
    return "· " + words % {"n": f"{abs(gain):.{scale.places}f}"}


def _figure(measure, scale) -> Decimal | None:
    value = measure.scores.get(scale.key)
    return None if value is None else Decimal(str(value))


def _chart(scale, scored) -> Bars:
    """Level bars from nothing; the table above holds the same figures."""
    bars = []
    for each in scored:
        score = _figure(each, scale)
        if score is None:
            continue
        band = scale.band(score)
        words = f"{score:.{scale.places}f}" + (f" · {band.words}" if band else "")
        label = Occasion(each.occasion).label
        bars.append(Bar(label, float(max(score, Decimal(0))), words))
    return Bars(scale.name, tuple(bars), counted=scale.direction)


def _told(scale, scored) -> str:
    """The change since the first answer as a sentence, against what counts as a change."""
    figures = [score for each in scored if (score := _figure(each, scale)) is not None]
    if len(figures) < 2:
        return ""
    gain = scale.improvement(figures[0], figures[-1])
    told = {"scale": scale.name, "n": f"{abs(gain):.{scale.places}f}"}
    if gain == 0:
        return _("%(scale)s: the same as at first.") % told
    words = (
        _("%(scale)s: %(n)s better than at first")
        if gain > 0
        else _("%(scale)s: %(n)s worse than at first")
    )
    return words % told + _against(scale, gain)


def _against(scale, gain) -> str:
    reached = scale.reached(gain)
    if reached is not None:
        return _(", which is %(what)s.") % {"what": reached.words}
    if scale.thresholds:
        return _(", less than the smallest change that counts.")
    return _("; no smallest change that counts is published.")


# -- what may be done -------------------------------------------------------------------------


def offered_asks(case, user, *, policy, today) -> list[dict]:
    """For each scale that may be asked: the ways of asking. Those that may not: why."""
    if not user.has_perm("measures.record", case):
        return []
    return [
        {
            "name": each.short_name,
            "refused": refused,
            "actions": [] if refused else _acts(case, each),
        }
        for each, refused in measures.refusals(case.programme, policy, on=today)
    ]


def _acts(case, instrument) -> list[Action]:
    def act(words, name, kind="second"):
        url = reverse(f"outcomes:{name}", args=[case.reference, instrument.key])
        hidden = _("for %(name)s") % {"name": instrument.short_name}
        return Action(words, url, kind=kind, hidden=hidden)

    ask = _("Enter") if instrument.is_entered else _("Ask")
    found = [act(f"{ask} {instrument.short_name}", "record")]
    if instrument.by_resident and not instrument.is_entered:
        found += [
            act(_("Hand over the tablet"), "hand_over", "link"),
            act(_("Send a link"), "send_link", "link"),
        ]
    return [*found, act(_("They would rather not"), "decline_measure", "link")]


def open_sheets(case, user) -> list[dict]:
    """What lies with the resident at the moment."""
    may = user.has_perm("measures.record", case)
    rows = case.sheets.filter(status=Sheet.Status.OPEN, expires_at__gt=clock.now())
    return [_lying(each, may) for each in rows.order_by("asked_at")]


def _lying(sheet, may) -> dict:
    instrument = definition(sheet.instrument, sheet.version)
    told = {
        "name": instrument.short_name,
        "when": Occasion(sheet.occasion).label,
        "done": len(sheet.answers),
        "all": len(instrument.items),
        "day": date_format(clock.day_of(sheet.asked_at), "j F"),
    }
    how = _("on the tablet") if sheet.mode == Mode.TABLET else _("by link")
    words = _("%(name)s, %(when)s: given on %(day)s, %(done)d of %(all)d questions seen") % told
    back = Action(
        _("Take it back"),
        reverse("outcomes:take_back", args=[sheet.reference]),
        hidden=instrument.short_name,
        kind="link",
    )
    return {"words": f"{words} ({how})", "action": back if may else None}


# -- what is due ------------------------------------------------------------------------------


def due_table(case, *, policy, today) -> Table | None:
    """Scale by point for this case: done, due, late, not yet."""
    if case.home_on is None:
        return None
    found: dict[str, dict] = {}
    names: dict[str, str] = {}
    points: dict[str, object] = {}
    standings = measures.standings(case.programme, [case], today=today, policy=policy)
    for _c, instrument, point, standing in standings:
        found.setdefault(instrument.key, {})[point.occasion] = standing
        names[instrument.key] = instrument.short_name
        points[point.occasion] = point
    if not found:
        return None
    columns = (Column(_("Scale")), *(Column(Occasion(each).label) for each in points))
    rows = tuple(
        Row((Cell(names[key]), *(_standing(by[each], points[each]) for each in points)))
        for key, by in found.items()
    )
    return Table(_("Points in time"), columns, rows)


def _standing(standing, point) -> Cell:
    words, colour = STANDING_TAGS[standing]
    by = ""
    if standing in WAITING or standing == Standing.COMING:
        by = _("by %(day)s") % {"day": date_format(point.due_on, "j F")}
    return Cell(sub=by, tags=(Tag(words, colour),))


def due_occasion(case, instrument, *, today) -> str:
    """The point at which this scale is due now, or "" when none is."""
    for _c, each, point, standing in measures.standings(case.programme, [case], today=today):
        if each.key == instrument.key and standing in WAITING:
            return point.occasion
    return Occasion.BASELINE if case.home_on is None else ""
