"""Triage: the team lead's home."""

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core import access_log, clock
from core.presenters import Empty, Filter, Option, Tab
from core.views import HouseView
from referrals.lifecycle import Status
from referrals.models import Barrier, Referral, Source
from referrals.presenters.queue import chosen_panel, lead_words, queue_row
from referrals.registry import triage_panels
from residents.models import Consent, ConsentKind

SHOWN = 6
_ORDERS = {"due": ("respond_by", "pk"), "age": ("submitted_at", "pk"), "name": ()}
_DECLINED = (Status.DECLINED, Status.REDIRECTED, Status.DUPLICATE)


def heaps(now) -> dict[str, Q]:
    """What each tab holds."""
    today = clock.start_of(clock.day_of(now))
    return {
        "decide": Q(status=Status.SUBMITTED),
        "waiting": Q(status=Status.INFORMATION_NEEDED),
        "today": Q(decided_at__gte=today),
        "declined": Q(status__in=_DECLINED, decided_at__gte=now - dt.timedelta(days=30)),
    }


def waiting_count(user) -> int:
    """How many wait for a decision, for the header."""
    programmes = programmes_where(user, "referrals.accept")
    rows = Referral.objects.visible_to(user).filter(programme__in=programmes)
    return rows.filter(status=Status.SUBMITTED).count()


class Triage(HouseView):
    """The queue by age against target; beside it the chosen referral and who could take it."""

    access = "referrals.accept"
    template_name = "referrals/triage.html"
    title = gettext_lazy("Triage")
    names = (
        ("decide", gettext_lazy("To decide")),
        ("waiting", gettext_lazy("Waiting for an answer")),
        ("today", gettext_lazy("Decided today")),
        ("declined", gettext_lazy("Declined or redirected")),
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = clock.now()
        self.heap = request.GET.get("heap", "decide")
        self.heaps = heaps(self.now)
        if self.heap not in self.heaps:
            self.heap = "decide"

    def in_programmes(self):
        """Referrals of the programmes in which the person decides."""
        programmes = programmes_where(self.request.user, "referrals.accept")
        return Referral.objects.visible_to(self.request.user).filter(programme__in=programmes)

    def get_queue(self):
        """The rows of this tab that pass the filters, with all that a row shows."""
        rows = self.in_programmes().filter(self.heaps[self.heap])
        source, barrier = self.request.GET.get("from"), self.request.GET.get("barrier")
        if source in Source.values:
            rows = rows.filter(source=source)
        elif source:
            rows = rows.filter(ward__reference=source)
        if barrier:
            held = Barrier.objects.visible_to(self.request.user).filter(
                reason__code=barrier, resolved_at__isnull=True
            )
            rows = rows.filter(pk__in=held.values("referral"))
        order = ("-decided_at",) if self.heap in ("today", "declined") else self._order()
        return (
            rows.select_related(
                *("resident", "ward__site", "site", "programme", "made_by", "decided_by")
            )
            .with_asked_at()
            .with_barriers()
            .order_by(*order)
        )

    def _order(self):
        return _ORDERS.get(self.request.GET.get("order", "")) or _ORDERS["due"]

    def counts(self) -> dict[str, int]:
        """How many in each tab, and how many are late: one query."""
        told = {name: Count("pk", filter=heap) for name, heap in self.heaps.items()}
        late = Q(status=Status.SUBMITTED, respond_by__lt=self.now)
        undecided = Q(status__in=(Status.SUBMITTED, Status.INFORMATION_NEEDED))
        recent = Q(decided_at__gte=self.now - dt.timedelta(days=30))
        rows = self.in_programmes().filter(undecided | recent)
        return rows.aggregate(**told, late=Count("pk", filter=late))

    # -- what the template gets -------------------------------------------------------------

    def get_context_data(self, **kwargs):
        counts = self.counts()
        every = bool(self.request.GET.get("all"))
        total = counts[self.heap]
        found = list(self.get_queue()[: 200 if every else SHOWN + 1])
        shown = found if every else found[:SHOWN]
        chosen = self.choose(shown)
        filtered = bool(self.request.GET.get("from") or self.request.GET.get("barrier"))
        return super().get_context_data(
            lead=lead_words(counts["decide"], counts["late"]),
            tabs=self.tabs(counts),
            filters=self.bar(),
            queue=[self.row(each, chosen) for each in shown],
            count=self.count_words(len(shown), len(found), total, filtered),
            more_url=self.address(all="1") if len(found) > len(shown) else "",
            more_count=0 if filtered else total - len(shown),
            chosen=self.panel(chosen) if chosen else None,
            panels=self.panels(chosen) if chosen else [],
            empty=None if shown else self.nothing(filtered),
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        chosen = response.context_data["chosen"]
        if chosen is not None:
            access_log.note(request, resident=chosen.referral.resident)
        return response

    def choose(self, shown):
        """The referral that was clicked, else the first."""
        wanted = self.request.GET.get("chosen", "")
        return next((each for each in shown if each.reference == wanted), None) or next(
            iter(shown), None
        )

    def row(self, referral, chosen):
        """One row; its link opens it beside the queue."""
        return queue_row(
            referral,
            self.now,
            user=self.request.user,
            url=self.address(chosen=referral.reference),
            chosen=referral is chosen,
        )

    def panel(self, referral):
        """The chosen referral with its consent."""
        consent = (
            Consent.objects.visible_to(self.request.user)
            .filter(resident=referral.resident_id, kind=ConsentKind.REFERRAL)
            .in_force()
            .order_by("given_at")
            .last()
        )
        return chosen_panel(
            referral, user=self.request.user, consent=consent, today=clock.day_of(self.now)
        )

    def panels(self, referral) -> list:
        """What higher apps put beside it: who takes it."""
        if referral.status not in (Status.SUBMITTED, Status.INFORMATION_NEEDED):
            return []
        drawn = (panel(self.request, referral) for panel in triage_panels)
        return [each for each in drawn if each]

    def address(self, **changes) -> str:
        """This page with some parameters changed."""
        params = self.request.GET.copy()
        for name, value in changes.items():
            params[name] = value
        return f"{reverse('referrals:triage')}?{params.urlencode()}"

    def tabs(self, counts) -> list[Tab]:
        """The four heaps."""
        here = reverse("referrals:triage")
        return [
            Tab(words, f"{here}?heap={name}", counts[name], current=name == self.heap)
            for name, words in self.names
        ]

    def count_words(self, shown, found, total, filtered) -> str:
        """Showing 6 of 9."""
        if filtered:
            return _("Showing %(n)d") % {"n": shown} if found == shown else ""
        return _("Showing %(n)d of %(total)d") % {"n": shown, "total": total}

    def nothing(self, filtered) -> Empty:
        """What to say when there is nothing."""
        if filtered:
            return Empty(_("Nothing fits these filters"), _("Take a filter away to see more."))
        if self.heap == "decide":
            return Empty(
                _("Everything is decided"), _("New referrals appear here as soon as they are sent.")
            )
        return Empty(_("Nothing here"), _("It appears here by itself as soon as there is one."))

    def bar(self) -> tuple[Filter, ...]:
        """From where, held by what, in which order."""
        rows = self.in_programmes().filter(self.heaps[self.heap])
        wards = (
            rows.filter(ward__isnull=False)
            .order_by("ward__name")
            .values_list("ward__reference", "ward__name")
            .distinct()
        )
        reasons = (
            Barrier.objects.visible_to(self.request.user)
            .filter(referral__in=rows, resolved_at__isnull=True)
            .order_by("reason__order")
            .values_list("reason__code", "reason__name", "reason__order")
            .distinct()
        )
        sources = [(each.value, each.label) for each in Source if each != Source.WARD]
        return (
            self._filter("from", _("From"), _("All wards and sources"), [*wards, *sources]),
            self._filter("barrier", _("Held by"), _("All barriers"), [r[:2] for r in reasons]),
            self._filter(
                "order",
                _("Order"),
                _("Nearest to target first"),
                [("age", _("Longest waiting first"))],
            ),
        )

    def _filter(self, name, label, every, choices) -> Filter:
        now = self.request.GET.get(name, "")
        options = [Option("", every, chosen=not now)]
        options += [Option(value, words, chosen=value == now) for value, words in choices]
        return Filter(name, label, tuple(options))
