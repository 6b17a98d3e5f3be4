"""Every form that moves money, ready to be sent: who sends it, where, with which answers.

Whatever a form of money must withstand (three at once, a killed process) is tested over all of
them, so a form that is added here is covered by every such test.
"""

from tests.factories.buying import PANEL
from tests.factories.funding import Money
from tests.money_forms import buying, funds
from tests.money_forms.facts import facts, used_keys
from tests.money_forms.sending import Sending, client_of

FORMS = buying.FORMS | funds.FORMS


def world() -> Money:
    """What each of them is sent in; prices above a limit go to a panel."""
    return Money(policy=PANEL)


__all__ = ["FORMS", "Sending", "client_of", "facts", "used_keys", "world"]
