"""The directory in Open Referral UK 3.0, for everybody: no sign-in, no cookies, any origin."""

import hashlib
import json

from django.http import HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from core.access import PUBLIC
from providers import oruk
from providers.oruk import nearby, publishing
from providers.oruk.asking import Asked, BadRequest, asked
from providers.oruk.identifiers import as_uuid
from providers.oruk.writing import TermBook, envelope, place_of_service, service_json
from providers.oruk.writing.service import modified_at

KEEP_SECONDS = 300


class _Missing(Exception):  # noqa: N818 (an answer, no fault)
    """There is no such thing, or it is not published."""


@method_decorator(csrf_exempt, name="dispatch")  # nothing is ever written here
class _Open(View):
    """An answer in JSON that any page of the web may read, and keep for a while."""

    access = PUBLIC
    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.login_required = False
        return view

    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except BadRequest as wrong:
            told = {"error": wrong.words, "parameter": wrong.parameter}
            response = JsonResponse(told, status=400)
        except _Missing:
            response = JsonResponse({"error": _("There is nothing at this address.")}, status=404)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def http_method_not_allowed(self, request, *args, **kwargs):
        response = super().http_method_not_allowed(request, *args, **kwargs)
        told = {"error": _("This address can only be read.")}
        return JsonResponse(told, status=405, headers={"Allow": response["Allow"]})

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def get(self, request, *args, **kwargs):
        """The content, or 304 to whoever has it already.

        The mark of the content decides. Last-Modified is told but not asked by: a service can
        change how it stands (its provider pauses) without having been changed itself.
        """
        told, changed = self.content(**kwargs)
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        response = HttpResponse(body, content_type="application/json")
        response["ETag"] = mark
        response["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
        if changed is not None:
            response["Last-Modified"] = http_date(changed.timestamp())
        return get_conditional_response(request, etag=mark, response=response)

    def content(self, **kwargs):
        """(what to say, when it last changed or None)."""
        raise NotImplementedError


class About(_Open):
    """Which standard this is."""

    def content(self):
        return {
            "version": oruk.VERSION,
            "profile": oruk.PROFILE,
            "openapi_url": oruk.OPENAPI,
        }, None


class Nothing(_Open):
    """Any other address below: 404, in JSON too."""

    def content(self, **kwargs):
        raise _Missing


class _Page(_Open):
    """One page of a list."""

    def content(self):
        ask = asked(self.request.GET)
        rows = self.rows(ask)
        start = (ask.page - 1) * ask.per_page
        total = len(rows) if isinstance(rows, list) else self.total(rows, ask)
        found = rows[start : start + ask.per_page] if start < total else []
        contents = self.written(list(found), ask)
        return envelope(contents, total=total, page=ask.page, per_page=ask.per_page), None

    def rows(self, ask: Asked):
        """What the list holds: a query, or a list."""
        raise NotImplementedError

    def total(self, rows, ask: Asked) -> int:
        """How many entries the whole list has."""
        return publishing.total(rows, ask, kept_as=type(self).__name__)

    def written(self, found: list, ask: Asked) -> list[dict]:
        """The entries of one page."""
        return found


class Services(_Page):
    """Services, in short; with ``full=true`` in full, as HSDS has it."""

    def rows(self, ask):
        rows = publishing.narrowed(ask)
        return publishing.in_full(rows) if ask.full else rows

    def written(self, found, ask):
        terms = publishing.book() if ask.full else None
        return [service_json(each, terms=terms) for each in found]


class ServiceAtLocations(_Page):
    """Services at their places, which can be asked for around a postcode."""

    def rows(self, ask):
        services = publishing.narrowed(ask).order_by()
        if ask.postcode:
            services = services.near(nearby.postcode_district(ask.postcode))
        rows = publishing.published_places().filter(service__in=services.values("pk"))
        rows = publishing.places_in_full(rows) if ask.full else rows
        if ask.proximity is None:
            return rows.order_by("service__name", "pk")
        point = nearby.where_is(ask.postcode)
        if point is None:
            words = _("We do not know where %(postcode)s is.") % {"postcode": ask.postcode}
            raise BadRequest("postcode", words)
        return nearby.within(rows, point, ask.proximity)

    def written(self, found, ask):
        terms = publishing.book() if ask.full else None
        return [place_of_service(each, terms=terms) for each in found]


class Taxonomies(_Page):
    """Our lists and those of other feeds, without their terms."""

    def rows(self, ask):
        return list(publishing.book().lists.values())


class TaxonomyTerms(_Page):
    """All terms, or those of one taxonomy."""

    def rows(self, ask):
        terms = publishing.book()
        if ask.taxonomy_id is not None:
            return terms.in_list(str(ask.taxonomy_id))
        return list(terms.terms.values())


class _One(_Open):
    """One thing by its UUID."""

    def content(self, **kwargs):
        found = as_uuid(kwargs["uid"])
        if found is None:
            raise _Missing
        return self.one(found)

    def one(self, uid):
        """(the thing, when it last changed)."""
        raise NotImplementedError


class OneService(_One):
    """One service in full."""

    def one(self, uid):
        found = publishing.in_full(publishing.published().filter(uid=uid)).first()
        if found is None:
            raise _Missing
        return service_json(found, terms=publishing.book()), modified_at(found)


class OneServiceAtLocation(_One):
    """One service at one of its places, in full."""

    def one(self, uid):
        rows = publishing.published_places().filter(uid=uid)
        found = publishing.places_in_full(rows).first()
        if found is None:
            raise _Missing
        return place_of_service(found, terms=publishing.book()), modified_at(found.service)


class OneTaxonomy(_One):
    """One list with its terms."""

    def one(self, uid):
        terms: TermBook = publishing.book()
        found = terms.lists.get(str(uid))
        if found is None:
            raise _Missing
        return {**found, "taxonomy_terms": terms.in_list(str(uid))}, None


class OneTaxonomyTerm(_One):
    """One term."""

    def one(self, uid):
        found = publishing.book().terms.get(str(uid))
        if found is None:
            raise _Missing
        return found, None
