"""Heaps of work that the directory itself puts on the homes of providers and managers."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.components import lists
from core.components.html import EMPTY, element, join
from core.presenters import Action, Cell, Column, Row, Table, Task
from providers import presenters
from providers.lifecycle import PaperStatus
from providers.models import CallForOffers, Paper, PaperKind, Provider
from providers.models.paper import EXPIRY_FIELDS
from providers.registry import HomePanel
from providers.services.papers import REMIND_BEFORE

SHOWN = 8


def open_calls(request, today) -> HomePanel | None:
    """What programmes ask offers for now."""
    rows = CallForOffers.objects.visible_to(request.user).taking_offers(today)
    calls = list(rows.select_related("need", "programme").order_by("closes_on")[:SHOWN])
    if not calls:
        return None
    tasks = tuple(
        Task(
            _("%(need)s in %(area)s") % {"need": each.need.name, "area": each.area},
            reverse("providers:call", args=[each.reference]),
            when=date_format(each.closes_on, "j M"),
            when_note=_("offers until"),
            words=each.programme.name,
            icon="people",
        )
        for each in calls
    )
    more = Action(_("All calls for offers"), reverse("providers:calls"), kind="link")
    return HomePanel(_("Offers are asked for"), tasks, "", more=more)


def papers_to_see_to(provider, today) -> HomePanel | None:
    """Papers of one provider that are missing, run out, or soon will."""
    url = reverse("providers:onboarding", args=[provider.reference])
    tasks = []
    for kind in PaperKind:
        until = getattr(provider, EXPIRY_FIELDS[kind])
        if until is not None and (until - today).days > max(REMIND_BEFORE):
            continue
        tag = presenters.paper_tag(until, today)
        late = until is not None and until < today
        tasks.append(Task(kind.label, url, tags=(tag,), icon="document", overdue=late))
    return HomePanel(_("Papers to see to"), tuple(tasks), "") if tasks else None


def papers_panel(request, programme):
    """For whoever checks papers: those that wait to be read, and providers whose papers run out."""
    if not request.user.has_perm("providers.assure"):
        return EMPTY
    today = clock.today()
    rows = [*_to_check(request.user), *_running_out(request.user, today)]
    if not rows:
        return EMPTY
    columns = (Column(_("Provider")), Column(_("Paper")), Column(_("How it stands")))
    table = lists.table(of=Table(_("Papers of providers"), columns, tuple(rows)))
    heading = element("h2", {"class": "govuk-heading-m"}, _("Papers of providers"))
    return element("section", {"class": "app-section"}, join([heading, table]))


def _to_check(user):
    papers = Paper.objects.visible_to(user).filter(status=PaperStatus.SENT)
    for each in papers.select_related("provider__organisation").order_by("sent_at")[:SHOWN]:
        url = reverse("providers:paper", args=[each.reference])
        yield Row(
            (
                Cell(each.provider.organisation.name, url=url, hidden=each.get_kind_display()),
                Cell(each.get_kind_display()),
                Cell(each.get_status_display()),
            )
        )


def _running_out(user, today):
    providers = Provider.objects.visible_to(user).filter(approved_at__isnull=False)
    found = []
    for provider in providers.select_related("organisation"):
        for kind in PaperKind:
            until = getattr(provider, EXPIRY_FIELDS[kind])
            if until is None or (until - today).days <= 30:
                found.append((until or today, provider, kind))
    for until, provider, kind in sorted(found, key=lambda each: each[0])[:SHOWN]:
        url = reverse("providers:onboarding", args=[provider.reference])
        yield Row(
            (
                Cell(provider.organisation.name, url=url, hidden=kind.label),
                Cell(kind.label),
                Cell(tags=(presenters.paper_tag(until, today),)),
            )
        )
