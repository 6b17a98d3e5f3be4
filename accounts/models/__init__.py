"""Who uses the service: users, organisations, hospital sites and wards, memberships."""

from accounts.models.break_glass import BreakGlass
from accounts.models.invitation import Invitation
from accounts.models.membership import Membership
from accounts.models.organisation import Organisation, Site, Ward
from accounts.models.user import User

__all__ = ["BreakGlass", "Invitation", "Membership", "Organisation", "Site", "User", "Ward"]
