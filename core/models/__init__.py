"""The house's own rows: jobs on their way, mails, links, drafts, keys of forms sent, the audit."""

from core.models.audit import AccessEntry, AuditSeal
from core.models.drafts import Draft
from core.models.links import PartnerLink, PartnerLinkUse
from core.models.mail import Mail
from core.models.once import OnceKey
from core.models.outbox import OutboxMessage

__all__ = [
    "AccessEntry",
    "AuditSeal",
    "Draft",
    "Mail",
    "OnceKey",
    "OutboxMessage",
    "PartnerLink",
    "PartnerLinkUse",
]
