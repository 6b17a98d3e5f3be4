"""Receipts: checked, drawn anew, kept outside the web root.

A photograph is opened, limited in pixels and saved again as JPEG, so that nothing but the picture
is kept (no place where it was taken, nothing hidden behind it). A PDF is kept as it is and only
ever handed out as a download.
"""

import io
from datetime import datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import RuleBroken
from core.references import new_reference
from funding.models import Receipt

MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")  # MPO of telephones is opened as JPEG
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
    """A new name and the content that is safe to keep. Raises RuleBroken in words.

    What it is follows from its first bytes, never from its name or from what the browser says.
    """
    if file is None:
        raise RuleBroken(_("Add a photograph or a PDF of the receipt."), field=field)
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The file must be smaller than 8 MB."), field=field)
    file.seek(0)
    content = file.read()
    name = new_reference("receipt").lower()
    if not only_pictures and content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return f"{name}.pdf", content
    wrong = _NOT_A_PICTURE if only_pictures else _NOT_A_RECEIPT
    return f"{name}.jpg", _redrawn(content, wrong=str(wrong), field=field)


def _redrawn(content: bytes, *, wrong: str, field: str) -> bytes:
    """The picture alone, as JPEG: opened, measured before it is unpacked, turned upright."""
    too_large = _("The picture is too large. Take a smaller one.")
    try:
        with Image.open(io.BytesIO(content), formats=IMAGE_FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise RuleBroken(too_large, field=field)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RuleBroken(wrong, field=field) from error
    except Image.DecompressionBombError as error:
        raise RuleBroken(too_large, field=field) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, format="JPEG", quality=80)
    return out.getvalue()
