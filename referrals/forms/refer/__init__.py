"""The referral on one page: its questions, its steps, what counts as an answer."""

from referrals.forms.refer.answers import DECIDES, NO, NOW, UNKNOWN, YES
from referrals.forms.refer.form import ReferForm

__all__ = ["DECIDES", "NO", "NOW", "UNKNOWN", "YES", "ReferForm"]
