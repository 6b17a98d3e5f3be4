"""Receipts: checked, drawn anew, kept outside the web root.

A photograph is opened, limited in pixels and saved again as JPEG, so that nothing but the picture
is kept (no place where it was taken, nothing hidden behind it). A PDF is kept as it is and only
ever handed out as a download.
"""

import io
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import RuleBroken
from core.references import new_reference
from funding.models import Receipt

MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP", "MPO")


def keep(purchase, *, by, at, amount: Decimal, file) -> Receipt:
    """Keep `file` as a receipt of `amount` for the purchase."""
    name, content = safe_copy(file)
    receipt = Receipt(purchase=purchase, amount=amount, added_at=at, added_by=by)
    receipt.file.save(name, ContentFile(content), save=False)
    receipt.save()
    return receipt


def safe_copy(file) -> tuple[str, bytes]:
    """A new name and the content that is safe to keep. Raises RuleBroken in words."""
    if file is None:
        raise RuleBroken(_("Add a photograph or a PDF of the receipt."), field="file")
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The file must be smaller than 8 MB."), field="file")
    file.seek(0)
    content = file.read()
    name = new_reference("receipt").lower()
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return f"{name}.pdf", content
    return f"{name}.jpg", _redrawn(content)


def _redrawn(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=IMAGE_FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise RuleBroken(_("The picture is too large. Take a smaller one."), field="file")
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RuleBroken(
            _("The receipt must be a photograph (JPEG, PNG or WebP) or a PDF."), field="file"
        ) from error
    except Image.DecompressionBombError as error:
        raise RuleBroken(
            _("The picture is too large. Take a smaller one."), field="file"
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, format="JPEG", quality=80)
    return out.getvalue()
