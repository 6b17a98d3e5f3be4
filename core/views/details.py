"""One thing on one page."""

from core.views.base import HouseView, LoadsOne


class ScopedDetailView(LoadsOne, HouseView):
    """The thing the address names: 404 to a stranger, 403 without the permission.

    When it belongs to a resident, opening it is written to the access log. In the template it is
    called ``object`` and by ``name`` (``referral``), if one is given.
    """

    name = ""

    def before(self, request):
        self.object = self.load()
        self.require(self.object)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        self.note_opening()
        return response

    def get_context_data(self, **kwargs):
        kwargs["object"] = self.object
        if self.name:
            kwargs[self.name] = self.object
        return super().get_context_data(**kwargs)
