"""Who may look at and change a programme's rules."""

import rules

from accounts.access import holds


@rules.predicate
def may_edit_policy(user, programme=None):
    """Managers write the rules of their own programme."""
    return holds(user, "programmes.edit_policy", programme=programme)


rules.add_perm("programmes.edit_policy", may_edit_policy)
