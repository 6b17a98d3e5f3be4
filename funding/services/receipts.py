"""Receipts: made safe by core.uploads, kept outside the web root, swept when their act fell."""

from datetime import datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.references import random_name
from core.uploads import safe_document
from funding.models import Receipt

FOLDER = "receipts"
_NOT_A_RECEIPT = gettext_lazy("The receipt must be a photograph (JPEG, PNG or WebP) or a PDF.")
_NOT_A_PICTURE = gettext_lazy("It must be a photograph (JPEG, PNG or WebP).")


def keep(purchase, *, by, at, amount: Decimal, file) -> Receipt:
    """Keep `file` as a receipt of `amount` for the purchase."""
    return _keep(Receipt(purchase=purchase, amount=amount, added_at=at, added_by=by), file)


def keep_photo(delivery, *, by, at, file) -> Receipt:
    """Keep a photograph of what was delivered or of the done work."""
    purchase, kind = delivery.purchase, Receipt.Kind.PHOTO
    photo = Receipt(purchase=purchase, delivery=delivery, kind=kind, added_at=at, added_by=by)
    return _keep(photo, file, only_pictures=True, field="photo")


def _keep(receipt: Receipt, file, *, only_pictures: bool = False, field: str = "file") -> Receipt:
    """Write the file, then the row. When the disk fails, nothing of the act is done; when the
    row cannot be written, the file goes again."""
    name, content = safe_copy(file, only_pictures=only_pictures, field=field)
    try:
        receipt.file.save(name, ContentFile(content), save=False)
    except OSError as error:
        raise RuleBroken(
            _("The file could not be kept, so nothing was done. Try again in a while."),
            field=field,
        ) from error
    try:
        receipt.save()
    except Exception:
        receipt.file.storage.delete(receipt.file.name)
        raise
    return receipt


def sweep(*, before: datetime) -> int:
    """Delete files that no row names: their act was undone after the file had been written."""
    storage = Receipt._meta.get_field("file").storage
    _folders, names = storage.listdir(FOLDER) if storage.exists(FOLDER) else ([], [])
    kept = set(Receipt.objects.values_list("file", flat=True))
    lost = [path for path in (f"{FOLDER}/{each}" for each in names) if path not in kept]
    old = [path for path in lost if storage.get_modified_time(path) < before]
    for path in old:
        storage.delete(path)
    return len(old)


def safe_copy(file, *, only_pictures: bool = False, field: str = "file") -> tuple[str, bytes]:
    """A new name and the content that is safe to keep. Raises RuleBroken in words."""
    wrong = _NOT_A_PICTURE if only_pictures else _NOT_A_RECEIPT
    ending, content = safe_document(
        file, only_pictures=only_pictures, wrong=str(wrong), field=field
    )
    return f"{random_name('receipt')}.{ending}", content
