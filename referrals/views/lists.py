"""Lists: all referrals, who is ready to go home, and what holds people."""

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import granting, programmes_where
from core import clock, drafts
from core.presenters import Action, Empty
from core.views import Heading, ScopedListView
from referrals.filters import UNDER_WAY, BarrierFilter, ReadyFilter, ReferralFilter
from referrals.lifecycle import Status
from referrals.models import Barrier, Referral
from referrals.presenters.rows import barrier_row, list_row, ready_row
from referrals.registry import lines_of


def on_referrers_side(user) -> bool:
    """Whether the person refers and decides nothing."""
    return not programmes_where(user, "referrals.view")


def open_of_ward(user) -> int:
    """How many of the ward's referrals are under way, for the header."""
    return Referral.objects.visible_to(user).filter(status__in=UNDER_WAY).count()


def ready_count(user) -> int:
    """How many could go home, for the header."""
    return _ready(Referral.objects.visible_to(user), clock.today()).count()


def _ready(rows, today):
    """Ready on that day or before, and not gone."""
    return rows.filter(status__in=UNDER_WAY, discharged_on__isnull=True, ready_on__lte=today)


class WithLines(ScopedListView):
    """A list of referrals with what has become of each."""

    access = "referrals.view"
    model = Referral

    def prepare(self, rows):
        """All that a row shows, in so many queries whatever the number of rows."""
        self.now = clock.now()
        self.mine = on_referrers_side(self.request.user)
        return rows.select_related("resident", "ward", "site", "programme").with_barriers()

    def dress(self, things):
        self.lines = lines_of([each for each in things if each.status == Status.ACCEPTED])
        return things


class List(WithLines):
    """All referrals the person may see; the ward's home."""

    filterset_class = ReferralFilter
    headings = (
        Heading(gettext_lazy("Who"), sort="name"),
        Heading(gettext_lazy("Reference")),
        Heading(gettext_lazy("From")),
        Heading(gettext_lazy("Sent"), sort="sent"),
        Heading(gettext_lazy("Status")),
        Heading(gettext_lazy("Whose move")),
    )
    sorts = {
        "name": ("resident__family_name", "resident__given_name"),
        "sent": ("made_at",),
    }
    default_sort = "-sent"
    export_permission = "referrals.export"
    export_columns = (
        ("reference", lambda r: r.reference),
        ("resident", lambda r: r.resident.reference),
        ("programme", lambda r: r.programme.slug),
        ("source", lambda r: r.source),
        ("hospital", lambda r: r.site.slug if r.site else ""),
        ("ward", lambda r: r.ward.name if r.ward else ""),
        ("urgency", lambda r: r.urgency),
        ("status", lambda r: r.status),
        ("submitted_at", lambda r: r.submitted_at),
        ("respond_by", lambda r: r.respond_by),
        ("decided_at", lambda r: r.decided_at),
        ("admitted_on", lambda r: r.admitted_on),
        ("ready_on", lambda r: r.ready_on),
        ("discharged_on", lambda r: r.discharged_on),
        ("barriers", lambda r: " ".join(each.reason.code for each in r.barriers.all())),
    )

    def get_title(self):
        return _("My ward’s referrals") if self.on_ward else _("Referrals")

    @property
    def on_ward(self) -> bool:
        """Whether the list is that of a ward or other referrer."""
        return on_referrers_side(self.request.user)

    def prepare(self, rows):
        rows = super().prepare(rows).submitted()
        if self.request.method == "POST":
            return rows
        return rows.prefetch_related(None).with_asked_at()

    def row(self, referral):
        return list_row(referral, self.lines.get(referral.pk), self.now, mine=self.mine)

    def get_actions(self):
        if not self.request.user.has_perm("referrals.refer"):
            return []
        return [Action(_("Refer someone"), reverse("referrals:refer"), "main", icon="plus")]

    def get_context_data(self, **kwargs):
        draft = None
        if granting(self.request.user, "referrals.refer"):
            draft = drafts.find(user=self.request.user, key=reverse("referrals:refer"))
        return super().get_context_data(waiting_draft=draft, **kwargs)

    template_name = "referrals/list.html"

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        refer = None
        if self.request.user.has_perm("referrals.refer"):
            refer = Action(_("Refer the first one"), reverse("referrals:refer"))
        return Empty(
            _("No referral is under way"),
            _("Once you refer someone, you see here what becomes of it."),
            refer,
        )


class Ready(WithLines):
    """People who could go home today, what holds them, and for how long."""

    template_name = "referrals/ready.html"
    title = gettext_lazy("Ready to go home")
    filterset_class = ReadyFilter
    headings = (
        Heading(gettext_lazy("Who"), sort="name"),
        Heading(gettext_lazy("What holds them")),
        Heading(gettext_lazy("Open for"), sort="held"),
        Heading(gettext_lazy("Who deals with it")),
    )
    sorts = {
        "held": ("held_since",),
        "name": ("resident__family_name", "resident__given_name"),
    }
    default_sort = "held"

    def prepare(self, rows):
        held = Q(barriers__resolved_at__isnull=True)
        rows = _ready(super().prepare(rows), clock.today())
        return rows.annotate(held_since=Min("barriers__opened_at", filter=held))

    def row(self, referral):
        return ready_row(referral, self.lines.get(referral.pk), self.now, mine=self.mine)

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(
            _("Nobody waits to go home"),
            _("People appear here on the day they are ready, until they have left."),
        )


class Barriers(ScopedListView):
    """The barrier board: everything that still holds people, over all hospitals."""

    access = "referrals.view_all"
    template_name = "referrals/barriers.html"
    model = Barrier
    title = gettext_lazy("What holds people")
    filterset_class = BarrierFilter
    cursor = "place"
    headings = (
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("What holds them")),
        Heading(gettext_lazy("Hospital")),
        Heading(gettext_lazy("Open for"), sort="opened"),
        Heading(gettext_lazy("Who deals with it")),
    )
    sorts = {"opened": ("opened_at",)}
    default_sort = "opened"
    export_permission = "referrals.export"
    export_columns = (
        ("referral", lambda b: b.referral.reference),
        ("barrier", lambda b: b.reason.code),
        ("hospital", lambda b: b.referral.site.slug if b.referral.site else ""),
        ("opened_at", lambda b: b.opened_at),
        ("owner", lambda b: b.owner.name if b.owner else ""),
        ("money_helps", lambda b: b.reason.money_helps),
    )

    def prepare(self, rows):
        self.now = clock.now()
        return (
            rows.open()
            .with_place()
            .filter(
                referral__status__in=UNDER_WAY,
                referral__discharged_on__isnull=True,
            )
            .select_related(
                *("reason", "owner", "referral__resident", "referral__ward", "referral__site")
            )
        )

    def row(self, barrier):
        return barrier_row(barrier, self.now)

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(_("Nothing holds anybody"), _("Open barriers of all referrals appear here."))
