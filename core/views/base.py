"""What every view of the house shares: its declared access, its title, the way back."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.views.generic import TemplateView

from core import access_log
from core.access import PUBLIC, Everyone
from core.presenters import Crumb
from core.references import tidy_reference


class HouseView(TemplateView):
    """A page. Declares ``access``: a permission's name, ``PUBLIC`` or ``SIGNED_IN``."""

    access = None
    title = ""
    back: Crumb | None = None

    @classmethod
    def as_view(cls, **initkwargs):
        if cls.access is None and initkwargs.get("access") is None:
            raise ImproperlyConfigured(f"{cls.__name__} declares no access")
        view = super().as_view(**initkwargs)
        view.access = initkwargs.get("access", cls.access)
        view.login_required = view.access is not PUBLIC
        return view

    def dispatch(self, request, *args, **kwargs):
        if self.access is not PUBLIC and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        refused = self.before(request)
        return refused or super().dispatch(request, *args, **kwargs)

    def before(self, request):
        """Load and check; may answer at once. The plain page asks its permission."""
        self.require()

    def require(self, thing=None) -> None:
        """PermissionDenied unless the person may do what this view declares to `thing`."""
        if isinstance(self.access, Everyone):
            return
        if not self.request.user.has_perm(self.access, thing):
            raise PermissionDenied

    def get_title(self) -> str:
        """The page's heading and title."""
        return self.title

    def get_back(self) -> Crumb | None:
        """The link above the title."""
        return self.back

    def get_context_data(self, **kwargs):
        kwargs.setdefault("title", self.get_title())
        kwargs.setdefault("back", self.get_back())
        return super().get_context_data(**kwargs)


class LoadsOne:
    """Loads one thing by its reference, through its scope: a stranger gets 404."""

    model = None
    lookup = "reference"

    def get_queryset(self):
        """What this person may see; extend with select_related and the like."""
        return self.prepare(self.model.objects.visible_to(self.request.user))

    def prepare(self, rows):
        """A hook: join and annotate what the page shows."""
        return rows

    def load(self):
        """The thing the address names, or 404."""
        wanted = str(self.kwargs[self.lookup])
        if "\0" in wanted:
            raise Http404
        if self.lookup == "reference":
            wanted = tidy_reference(wanted)
        found = self.get_queryset().filter(**{self.lookup: wanted}).first()
        if found is None:
            raise Http404
        return found

    def get_resident(self):
        """Whose record this page opens, if it is one; written to the access log."""
        if self.object is None:
            return None
        if self.object._meta.label == "residents.Resident":
            return self.object
        return getattr(self.object, "resident", None)

    def note_opening(self) -> None:
        """Write down that this person opened that resident's record."""
        resident = self.get_resident()
        if resident is not None and self.request.user.is_authenticated:
            access_log.note(self.request, resident=resident)
