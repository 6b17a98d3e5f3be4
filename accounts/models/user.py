"""A person who signs in."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import UserManager
from core.audit import track
from core.constraints import paired
from core.references import ReferenceField


@track
class User(AbstractBaseUser):
    """Someone who signs in with an e-mail address.

    There is no superuser: what a person may do follows from memberships alone, through `rules`.
    """

    personal = True

    reference = ReferenceField(prefix="CBU")
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=35, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, help_text=_("Made by the demo data."))
    stands_for = models.OneToOneField(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stand_in",
        help_text=_("Nobody: whoever of this organisation answers by a link, without an account."),
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            paired("user", "disabled_at", "disabled_by"),
            models.CheckConstraint(
                name="user_stand_in_never_signs_in",
                condition=models.Q(stands_for__isnull=True) | models.Q(is_active=False),
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    @property
    def is_staff(self) -> bool:
        """Whether the read-only desk (Django admin) opens for this person."""
        return self.has_perm("accounts.use_desk")

    def has_perm(self, perm: str, obj=None) -> bool:
        """What memberships allow, asked of the `rules` predicates; nothing else grants anything."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_perms(self, perm_list, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
