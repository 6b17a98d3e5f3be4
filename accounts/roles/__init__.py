"""Roles as classes: a name, a sentence, what they may do. docs/access.md is printed from here."""

from accounts.roles.base import Role
from accounts.roles.house import Administrator, EmergencyReader, GovernanceOfficer
from accounts.roles.partners import FunderRole, Governor, ProviderWorker, Volunteer
from accounts.roles.programme import (
    Analyst,
    FinanceOfficer,
    LinkWorker,
    ServiceManager,
    TeamLead,
    WardReferrer,
)

ALL: tuple[type[Role], ...] = (
    ServiceManager,
    TeamLead,
    LinkWorker,
    WardReferrer,
    FinanceOfficer,
    ProviderWorker,
    Volunteer,
    FunderRole,
    Governor,
    Analyst,
    GovernanceOfficer,
    Administrator,
)
BY_SLUG = {role.slug: role for role in ALL}
KNOWN = {**BY_SLUG, EmergencyReader.slug: EmergencyReader}
CHOICES = [(role.slug, role.name) for role in ALL]
PROGRAMME_ROLES = frozenset(role.slug for role in ALL if role.reach == "programme")
