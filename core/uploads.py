"""Files that people send: what they are follows from their bytes; pictures are drawn anew.

A photograph is opened, limited in pixels and saved again as JPEG, so that nothing but the picture
is kept (no place where it was taken, nothing hidden behind it). A PDF is kept as it is and only
ever handed out as a download.
"""

import io

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import RuleBroken

MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")  # MPO of telephones is opened as JPEG
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg"}


def safe_document(
    file, *, only_pictures: bool = False, wrong: str = "", field: str = "file"
) -> tuple[str, bytes]:
    """The ending ("pdf" or "jpg") and the bytes that are safe to keep, or RuleBroken in words.

    What it is follows from its bytes, never from its name or from what the browser says. `wrong`
    are the words for a file of another kind, where the usual ones do not fit.
    """
    wrong = wrong or _("The file must be a PDF or a photograph (JPEG, PNG or WebP).")
    if file is None:
        raise RuleBroken(_("Add a PDF or a photograph."), field=field)
    if file.size > MOST_BYTES:
        raise RuleBroken(_("The file must be smaller than 8 MB."), field=field)
    file.seek(0)
    content = file.read()
    if not only_pictures and content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "pdf", content
    return "jpg", _redrawn(content, wrong=wrong, field=field)


def _redrawn(content: bytes, *, wrong: str, field: str) -> bytes:
    """The picture alone, as JPEG: measured before it is unpacked, turned upright."""
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


def as_download(file, name: str) -> FileResponse:
    """A kept file as a download only, never shown in the page's own origin."""
    if not file.storage.exists(file.name):
        raise Http404
    suffix = file.name.rpartition(".")[2]
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=f"{name}.{suffix}",
        content_type=TYPES.get(suffix, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
