"""What is wrong with a file as a whole, in words fit for whoever sent it."""

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import DomainError

DEFAULT_LIMIT = 2 * 1024**3


class BadFileError(DomainError):
    """The file as a whole cannot be read; nothing of it was stored."""


def bad_file(words: str) -> BadFileError:
    """The refusal of a whole file, on the field where it was chosen."""
    return BadFileError(words, field="file")


def size_limit() -> int:
    """The largest file, in bytes, that is read."""
    return getattr(settings, "IMPORT_MAX_BYTES", DEFAULT_LIMIT)


def check_size(size: int) -> None:
    """Refuse a file above the limit before a byte of it is read."""
    if size > size_limit():
        raise bad_file(
            _("The file is larger than %(limit)s MB. Split it and import the parts one by one.")
            % {"limit": f"{size_limit() // 1024**2:,}"}
        )


def empty_file() -> BadFileError:
    """There is no header."""
    return bad_file(_("The file is empty. Its first row must name the columns."))


def not_utf8() -> BadFileError:
    """Bytes that are no UTF-8, in a file that must be."""
    return bad_file(_("The file is not UTF-8 text. Save it as “CSV UTF-8” and try again."))
