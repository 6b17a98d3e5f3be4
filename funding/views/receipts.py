"""Receipts and photographs: handed out as downloads only."""

from django.http import FileResponse, Http404

from core.views import ScopedDetailView
from funding.models import Receipt


class ReceiptFile(ScopedDetailView):
    """A receipt, as a download only, to those who see its purchase."""

    access = "purchases.view"
    model = Receipt

    def require(self, thing=None):
        super().require(thing.purchase if thing is not None else None)

    def prepare(self, found):
        return found.select_related("purchase__case", "purchase__provider")

    def get(self, request, *args, **kwargs):
        file = self.object.file
        if not file.storage.exists(file.name):
            raise Http404
        suffix = file.name.rpartition(".")[2]
        kinds = {"pdf": "application/pdf", "jpg": "image/jpeg"}
        response = FileResponse(
            file.open("rb"),
            as_attachment=True,
            filename=f"{self.object.reference}.{suffix}",
            content_type=kinds.get(suffix, "application/octet-stream"),
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
