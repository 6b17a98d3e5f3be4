"""A programme's rules in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.money import pounds
from core.presenters import Fact
from programmes.models import BarrierReason, NeedDomain
from programmes.models.policy import RiskTier

SOURCES = {
    "ward": gettext_lazy("wards"),
    "emergency": gettext_lazy("emergency departments"),
    "clinic": gettext_lazy("clinics"),
    "crew": gettext_lazy("ambulance crews"),
    "gp": gettext_lazy("GP practices"),
    "partner": gettext_lazy("partner organisations"),
    "family": gettext_lazy("family and friends"),
    "self": gettext_lazy("residents themselves"),
    "cohort": gettext_lazy("lists of frequent attenders"),
}
_WHO = {
    "purchases.approve": gettext_lazy("a link worker"),
    "purchases.approve_second": gettext_lazy("a team lead"),
    "purchases.approve_third": gettext_lazy("a manager"),
}


def day_list(days) -> str:
    """1, 3, 7 and 14."""
    words = [str(each) for each in days]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def rules(policy) -> list[tuple[str, tuple[Fact, ...]]]:
    """The rules under their headings."""
    return [
        (_("Referrals"), _referrals(policy)),
        (_("The plan"), _plan(policy)),
        (_("Money"), _money(policy)),
        (_("People and providers"), _people(policy)),
    ]


def _hours(count: int) -> str:
    return ngettext("within %(n)d hour", "within %(n)d hours", count) % {"n": count}


def _referrals(policy) -> tuple[Fact, ...]:
    names = BarrierReason.objects.filter(code__in=policy.barrier_codes).order_by("order")
    return (
        Fact(_("Decided"), _hours(policy.response_hours)),
        Fact(_("Urgent and same day"), _hours(policy.urgent_response_hours)),
        Fact(_("Taken from"), ", ".join(str(SOURCES[each]) for each in policy.referral_sources)),
        Fact(_("What may hold people"), "; ".join(each.name for each in names)),
    )


def _plan(policy) -> tuple[Fact, ...]:
    tiers = tuple(
        Fact(
            _("Contacts, %(tier)s") % {"tier": tier.label.lower()},
            _("days %(days)s") % {"days": day_list(policy.days_for(tier))},
        )
        for tier in RiskTier
    )
    paused = _("The clock stops") if policy.pause_on_readmission else _("The clock runs on")
    return (
        Fact(
            _("Length"),
            _("%(weeks)d weeks, %(days)d days from the day they get home")
            % {"weeks": policy.plan_weeks, "days": policy.plan_days},
        ),
        *tiers,
        Fact(_("Reviews"), _("days %(days)s") % {"days": day_list(policy.review_days)}),
        Fact(
            _("First contact"),
            _("within %(n)d working days") % {"n": policy.first_contact_working_days},
        ),
        Fact(
            _("Missed contact"),
            _("raises an alert the same day, in the first %(n)d days") % {"n": policy.watch_days},
        ),
        Fact(_("Back in hospital"), paused),
        Fact(
            _("Asked again"),
            _("after %(months)s months") % {"months": day_list(policy.follow_up_months)},
        ),
    )


def _money(policy) -> tuple[Fact, ...]:
    staff = policy.staff_cost_per_year
    return (
        *(_tier(each) for each in policy.tiers()),
        Fact(_("Same-day spending"), _("up to %(sum)s") % {"sum": pounds(policy.same_day_limit)}),
        *_panels(policy),
        *_spending(policy),
        Fact(
            _("Personal budget"),
            _("up to %(sum)s a person") % {"sum": pounds(policy.personal_budget_cap)},
        ),
        Fact(
            _("Staff and overheads"),
            _("%(sum)s a year") % {"sum": pounds(staff)} if staff else _("Not stated"),
        ),
    )


def _panels(policy) -> tuple[Fact, ...]:
    """Where a panel decides, where prices are compared, what is looked at afterwards."""
    panel, compared = _("No panel"), _("Not asked for")
    if policy.panel_above is not None:
        panel = _(
            "above %(sum)s: %(quorum)d votes, more than %(share)d percent of for and against"
        ) % {
            "sum": pounds(policy.panel_above),
            "quorum": policy.panel_quorum,
            "share": policy.panel_majority,
        }
    if policy.quotes_above is not None:
        told = {"sum": pounds(policy.quotes_above), "n": policy.quotes_wanted}
        told["days"] = policy.quote_days
        compared = _("above %(sum)s: %(n)d prices, %(days)d days to give one") % told
    share = _("%(n)d percent of what is agreed at once") % {"n": policy.look_back_percent}
    return (
        Fact(_("A panel decides"), panel),
        Fact(_("Prices are compared"), compared),
        Fact(_("Looked at afterwards"), share),
    )


def _spending(policy) -> tuple[Fact, ...]:
    """What money may be spent on, and how far it may run ahead of what funders paid in."""
    ahead = _("Never")
    if policy.advance_percent:
        ahead = _("up to %(n)d percent of what a funder agreed, where the agreement allows it") % {
            "n": policy.advance_percent
        }
    rows = NeedDomain.objects.filter(code__in=policy.spend_needs).order_by("order", "pk")
    only = ", ".join(each.name for each in rows) if policy.spend_needs else _("Any need")
    return (
        Fact(_("Money is spent on"), only),
        Fact(_("Spent before it is paid in"), ahead),
    )


def _tier(tier) -> Fact:
    label = _("Above that")
    if tier.up_to is not None:
        label = _("Up to %(sum)s") % {"sum": pounds(tier.up_to)}
    who = _WHO[tier.permission]
    if tier.approvers > 1:
        who = _("%(n)d people of the last tier together") % {"n": tier.approvers}
    return Fact(label, _("agreed by %(who)s") % {"who": who})


def _people(policy) -> tuple[Fact, ...]:
    return (
        Fact(_("Too much for one worker"), _("weight %(n)d") % {"n": policy.caseload_weight_limit}),
        Fact(
            _("A provider answers"),
            _("within %(n)d days, else the place is free again")
            % {"n": policy.placement_expiry_days},
        ),
        Fact(
            _("A provider answers for someone in hospital"),
            _("%(hours)s, reminded after %(first)d and %(last)d percent of it")
            % {
                "hours": _hours(policy.placement_answer_hours),
                "first": policy.placement_reminder_percent,
                "last": policy.placement_last_reminder_percent,
            },
        ),
        Fact(_("A journey home is settled"), _hours(policy.settle_within_hours)),
    )


def version_line(policy) -> str:
    """In force from 1 March 2026, written by Ruth Gittins: prices rose."""
    since = date_format(policy.effective_from, "j F Y")
    who = policy.made_by.name if policy.made_by else _("the installation")
    line = _("In force from %(day)s, written by %(who)s") % {"day": since, "who": who}
    return f"{line}: {policy.reason}" if policy.reason else line
