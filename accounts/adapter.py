"""How allauth behaves here: nobody signs up alone, and its mails go the way of all our mails."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core import mail


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for invited people."""

    def is_open_for_signup(self, request):
        """People are invited; nobody signs up alone."""
        return False

    def authenticate(self, request, **credentials):
        """Demo sign-ins, whose password everybody knows, open nothing on a live service."""
        found = super().authenticate(request, **credentials)
        if found is not None and found.is_demo and not settings.DEMO:
            return None
        return found

    def reauthenticate(self, user, password):
        """Ask for the password once more; counted by the lock-out like any other guess."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix, email, context):
        """Through the outbox like every mail: the request does not wait for a mail server."""
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            mail.send_rendered(
                to=email,
                template=template_prefix.replace("/", "_"),
                subject=message.subject,
                text=message.body,
            )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through an organisation's own directory, for people whom we know already."""

    def is_open_for_signup(self, request, sociallogin):
        """A directory does not make users; an invitation does."""
        return False

    def pre_social_login(self, request, sociallogin):
        """Tie the directory's person to ours, by an address that the directory has verified."""
        if sociallogin.is_existing:
            return
        verified = {each.email.lower() for each in sociallogin.email_addresses if each.verified}
        address = (user_email(sociallogin.user) or "").lower()
        person = User.objects.filter(email=address, is_active=True).first()
        if address not in verified or person is None:
            messages.error(
                request,
                _("Nobody with this address has been invited. Ask your administrator."),
            )
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        sociallogin.connect(request, person)
