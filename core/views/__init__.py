"""The three shapes of a page: a scoped list, a scoped detail, a verb.

Build a page by subclassing one of them. Each loads rows only through ``visible_to(user)``, declares
``access``, and works without JavaScript. A worked example, complete but for its imports::

    # referrals/forms.py
    class DeclineForm(BridgeForm):
        reason = ChoiceField(label=_("Why"), choices=REASONS, widget=forms.RadioSelect)
        words = ReasonField(label=_("What to tell the ward"))

    # referrals/filters.py
    class ReferralFilter(BridgeFilterSet):
        class Meta:
            model = Referral
            fields = ["status", "urgency"]

    # referrals/views.py
    class List(ScopedListView):
        access = "referrals.view"
        model = Referral
        title = _("Referrals")
        filterset_class = ReferralFilter
        headings = (
            Heading(_("Reference")),
            Heading(_("Resident"), sort="name"),
            Heading(_("Waiting"), sort="age", numeric=True),
        )
        sorts = {
            "name": ("resident__family_name", "resident__given_name"),
            "age": ("submitted_at",),
        }
        default_sort = "age"                      # "-age" for the other way round
        export_permission = "referrals.export"    # leave out: no export
        export_columns = (("Reference", lambda r: r.reference), ("Status", lambda r: r.status))

        def prepare(self, rows):                  # rows = Referral.objects.visible_to(user)
            return rows.select_related("resident", "ward")

        def row(self, referral):                  # a core.presenters.Row
            return presenters.referral_row(referral)

    class Detail(ScopedDetailView):
        access = "referrals.view"                 # asked on the object: 403; unseen: 404
        model = Referral
        name = "referral"                         # also in the template under this name
        template_name = "referrals/detail.html"

        def prepare(self, rows):
            return rows.select_related("resident")

        def get_title(self):
            return self.object.resident.full_name

        # get_resident() finds object.resident by itself; opening is written to the access log.

    class Decline(VerbView):
        access = "referrals.decline"
        model = Referral
        form_class = DeclineForm
        service = staticmethod(services.decline)  # decline(referral, *, by, at, reason, words)
        life, verb = lifecycle.REFERRAL, "decline"  # a stale GET says so (409) instead of asking
        title = _("Decline this referral")
        lead = _("The ward is told at once, in your words.")
        submit_label = _("Decline")
        submit_kind = "danger"                    # "main" (default), "second", "danger"
        success_message = _("Declined. The ward has been told.")
        # template_name defaults to core/verb.html: title, lead, form, cancel link

    # referrals/urls.py
    app_name = "referrals"
    urlpatterns = [
        path("", List.as_view(), name="list"),
        path("<str:reference>/", Detail.as_view(), name="detail"),
        path("<str:reference>/decline/", Decline.as_view(), name="decline"),
    ]

What a VerbView does with a POST, in order: the same form sent before with the same answers is
answered with its stored result; load (404); permission on the object (403); form; then in one
transaction: claim ``_once``, compare ``_version``, call the service with ``by=``, ``at=`` and the
form's ``cleaned_data``, keep the result, drop the draft. ``DomainError`` becomes an error on the
form (``error.field`` names which answer), a lock that cannot be had in 3 s becomes "try again"
(503). In all cases what was typed stays.

To change more: ``check_now()`` (refuse before the form is shown), ``perform(form)`` (call the
service with other arguments), ``get_initial()``,
``get_form_kwargs()``, ``get_success_url(result)``, ``get_success_message(result)``,
``get_cancel_url()``, ``get_permission_object()``, ``get_context_data(**kwargs)``. A verb that makes
something new has no ``model``: ``self.object`` is None and the service gets no first argument; a
verb on a child loads the parent (``model = Case``) and passes it. ``lookup = "slug"`` when things
are not addressed by reference. ``version_fields = versions.ALL`` (or a tuple of names) on forms
that overwrite what others may have changed meanwhile. ``once_required = True`` on verbs that move
money. ``keeps_draft = False`` where a draft makes no sense.

A template of one's own extends a layout and writes ``{% crispy form %}``; or its own markup inside
``<form method="post" novalidate {{ form.draft_attrs }}>{% csrf_token %}{{ form.tokens }} ...``.
The error summary is rendered by base.html from ``form.error_list`` (href and text, in page order).

Pages that are none of the three (a home, a dashboard) subclass ``HouseView``. Pages for people
without an account, who come by a signed link, subclass ``LinkPage`` and ``LinkVerbView``: see
``core.links``.
"""

from core.access import PUBLIC, SIGNED_IN
from core.views.base import HouseView
from core.views.details import ScopedDetailView
from core.views.links import LinkPage, LinkVerbView
from core.views.lists import Heading, ScopedListView
from core.views.verbs import VerbView

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "Heading",
    "HouseView",
    "LinkPage",
    "LinkVerbView",
    "ScopedDetailView",
    "ScopedListView",
    "VerbView",
]
