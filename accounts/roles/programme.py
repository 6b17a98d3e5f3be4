"""Roles of a programme: who refers, walks with residents, leads, manages, pays, evaluates."""

from django.utils.translation import gettext_lazy as _

from accounts.roles.base import Role
from accounts.roles.case_work import CASE_WORK, SEE_CASES


class WardReferrer(Role):
    slug = "ward_referrer"
    name = _("Ward referrer")
    sentence = _(
        "Refers people from a ward, emergency department, clinic, crew, practice or partner, and "
        "follows what becomes of it; sees no case notes."
    )
    reach = "site"
    permissions = frozenset(
        {
            "referrals.view",
            "referrals.refer",
            "referrals.answer",
            "referrals.withdraw",
            "referrals.give_dates",
            "referrals.add_news",
            "referrals.resolve_barrier",
            "providers.raise_gap",
            "reports.view",
            "reports.read_as_ward",
        }
    )


class LinkWorker(Role):
    slug = "link_worker"
    name = _("Link worker")
    sentence = _(
        "Walks with residents through their twelve weeks: own cases and those they cover, "
        "contacts, plans, placements, journeys, and purchases within the first tier."
    )
    reach = "programme"
    permissions = SEE_CASES | CASE_WORK


class TeamLead(Role):
    slug = "team_lead"
    name = _("Team lead")
    sentence = _(
        "Decides referrals, gives cases to workers by capacity, arranges cover, agrees purchases "
        "of the second tier."
    )
    reach = "programme"
    permissions = (
        SEE_CASES
        | CASE_WORK
        | frozenset(
            {
                "referrals.view_all",
                "referrals.ask_for_information",
                "referrals.accept",
                "referrals.decline",
                "referrals.redirect",
                "referrals.mark_duplicate",
                "referrals.export",
                "cases.view_all",
                "cases.allocate",
                "cases.cover",
                "cases.extend",
                "cases.reopen",
                "cases.export",
                "cases.safeguarding",
                "journeys.offer",
                "journeys.accept",
                "providers.manage_gaps",
                "residents.merge",
                "purchases.refuse",
                "purchases.approve_second",
                "purchases.call_panel",
                "panels.view",
                "panels.view_all",
                "panels.vote",
                "panels.declare_interest",
            }
        )
    )


class ServiceManager(Role):
    slug = "manager"
    name = _("Service manager")
    sentence = _(
        "Runs the programme: its people, its money, its rules and its evaluation; agrees "
        "purchases of the third tier and publishes reports."
    )
    reach = "programme"
    permissions = TeamLead.permissions | frozenset(
        {
            "programmes.edit_policy",
            "providers.assure",
            "providers.set_prices",
            "providers.see_papers",
            "papers.accept",
            "papers.send_back",
            "calls.invite",
            "calls.take_up",
            "calls.close",
            "offers.take_up",
            "providers.import_feed",
            "funds.view",
            "funds.name_people",
            "funds.agree",
            "funds.override",
            "funds.recount",
            "claims.view",
            "purchases.approve_third",
            "purchases.look_back",
            "panels.decide",
            "panels.call_off",
            "purchases.override_cap",
            "statements.view",
            "invoices.view",
            "invoices.approve",
            "evaluations.view",
            "evaluations.queue",
            "evaluations.cancel",
            "evaluations.publish",
            "evaluations.export",
            "evaluations.name_people",
            "instruments.view",
            "instruments.register",
            "instruments.choose",
            "reports.view",
            "reports.make",
            "reports.try_again",
            "reports.publish",
            "reports.withdraw",
            "reports.place_story",
            "reports.renew",
            "reports.see_exact",
            "reports.read_log",
            "reports.open_room",
            "schedules.view",
            "schedules.make_schedule",
            "schedules.pause_schedule",
            "schedules.resume_schedule",
            "stories.view",
            "stories.tell",
            "stories.take_back",
            "extracts.view",
            "extracts.ask_for_extract",
            "extracts.confirm_extract",
            "extracts.refuse_extract",
            "extracts.end_extract",
            "activity.import",
            "activity.match",
            "activity.queue",
            "activity.cancel",
            "layouts.change",
            "layouts.withdraw",
        }
    )


class FinanceOfficer(Role):
    slug = "finance"
    name = _("Finance officer")
    sentence = _(
        "Pays invoices, reconciles the funds and exports the ledger; knows residents by "
        "reference, never by name."
    )
    reach = "programme"
    permissions = frozenset(
        {
            "purchases.view",
            "invoices.view",
            "invoices.ask_for_changes",
            "invoices.approve",
            "invoices.dispute",
            "invoices.pay",
            "invoices.credit",
            "panels.view",
            "panels.view_all",
            "panels.vote",
            "panels.declare_interest",
            "quotes.view",
            "funds.view",
            "funds.receive",
            "funds.correct",
            "funds.agree",
            "funds.close",
            "funds.reattribute",
            "funds.recount",
            "claims.view",
            "claims.draft",
            "claims.send",
            "claims.query",
            "claims.settle_claim",
            "claims.withdraw",
            "statements.view",
            "ledger.export",
            "providers.view",
            "providers.see_bank_details",
        }
    )


class Analyst(Role):
    slug = "analyst"
    name = _("Analyst")
    sentence = _(
        "Imports hospital activity and runs evaluations; sees people by pseudonym, never by name."
    )
    reach = "programme"
    permissions = frozenset(
        {
            "reports.view",
            "reports.make",
            "reports.try_again",
            "reports.see_exact",
            "extracts.view",
            "extracts.ask_for_extract",
            "activity.import",
            "activity.match",
            "activity.queue",
            "activity.cancel",
            "layouts.change",
            "layouts.withdraw",
            "evaluations.view",
            "evaluations.queue",
            "evaluations.cancel",
            "evaluations.export",
        }
    )
