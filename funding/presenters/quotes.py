"""Prices and requests for them on screen. The resident is never named here."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table, Tag, TimelineEntry
from funding.lifecycle import QUOTE_LIFE, QuoteStatus
from funding.presenters import order_lines, words
from funding.presenters.story import of_one

COLOURS = {
    QuoteStatus.ASKED: "amber",
    QuoteStatus.ANSWERED: "good",
    QuoteStatus.DECLINED: "danger",
    QuoteStatus.EXPIRED: "stone",
    QuoteStatus.CLOSED: "stone",
}
STORY = {
    "ask": (gettext_lazy("Asked for a price"), "mail", "wash"),
    "answer": (gettext_lazy("Price given"), "pound", "good"),
    "decline": (gettext_lazy("No price"), "cross", "danger"),
    "expire": (gettext_lazy("No answer in time"), "clock", "stone"),
    "close": (gettext_lazy("No longer needed"), "dot", "stone"),
}
_URLS = {"answer": "funding:quote_answer", "decline": "funding:quote_decline"}


def tag(request) -> Tag:
    """Where a request for a price stands."""
    return Tag(request.get_status_display(), COLOURS[request.status])


def request_facts(request) -> list[Fact]:
    """What a provider reads: what, roughly where, by when."""
    purchase = request.purchase
    found = [
        Fact(_("What is needed"), request.needed),
        Fact(_("Where"), where(purchase)),
        Fact(_("Answer before"), words.day(request.expires_at)),
        Fact(_("Asked by"), str(request.asked_by)),
    ]
    for line in reversed(order_lines.in_order(purchase)):  # each before the one already there
        told = {"many": line.quantity, "what": line.what}
        found.insert(1, Fact(_("Wanted"), _("%(many)d × %(what)s") % told))
    if purchase.places:
        found.insert(1, Fact(_("Places"), str(purchase.places)))
    return found


def where(purchase) -> str:
    """The postcode district, which names nobody; or the group."""
    if purchase.case_id is None:
        return purchase.group_name or _("For a group")
    district = purchase.case.resident.postcode.split(" ")[0]
    return district or _("Ask whoever wrote to you")


def request_actions(user, request) -> list[Action]:
    """What the provider can do now."""
    found = [
        verb
        for verb in QUOTE_LIFE.verbs_from(request.status)
        if verb in _URLS and user.has_perm(f"quotes.{verb}", request)
    ]
    return [
        Action(
            QUOTE_LIFE.moves[verb].label,
            reverse(_URLS[verb], args=[request.reference]),
            "main" if verb == "answer" else "second",
        )
        for verb in found
    ]


def request_story(request) -> list[TimelineEntry]:
    """What happened to it, newest first."""
    return of_one(request, STORY)


def table(purchase) -> Table | None:
    """Prices and who has not answered, side by side, the cheapest first."""
    quotes = sorted(purchase.quotes.all(), key=lambda each: (each.amount, each.pk))
    answered = {each.provider_id for each in quotes}
    open_ = [each for each in purchase.quote_requests.all() if each.provider_id not in answered]
    if not quotes and not open_:
        return None
    columns = (
        Column(_("From")),
        Column(_("State")),
        Column(_("Days")),
        Column(_("Price"), numeric=True),
    )
    rows = [_price_row(each, cheapest=each is quotes[0]) for each in quotes]
    rows += [_open_row(each) for each in open_]
    return Table(_("Prices"), columns, tuple(rows))


def _price_row(quote, *, cheapest: bool) -> Row:
    tags = (Tag(_("Taken"), "good"),) if quote.chosen_at else ()
    if cheapest:
        tags += (Tag(_("Cheapest"), "outline"),)
    said = ". ".join(each for each in (quote.words, quote.chosen_reason) if each)
    return Row(
        (
            Cell(quote.provider.organisation.name, sub=said),
            Cell(tags=tags) if tags else Cell(_("Given")),
            Cell(str(quote.lead_days)),
            Cell(pounds(quote.amount)),
        ),
        chosen=quote.chosen_at is not None,
    )


def _open_row(request) -> Row:
    till = _("until %(day)s") % {"day": words.short_day(localtime(request.expires_at))}
    sub = request.decline_reason or (till if request.status == QuoteStatus.ASKED else "")
    name = request.provider.organisation.name
    url = request.get_absolute_url()
    return Row((Cell(name, url=url, sub=sub), Cell(tags=(tag(request),)), Cell("–"), Cell("–")))
