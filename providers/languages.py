"""Languages spoken in a service: names as people write them, codes as feeds carry them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES = {
    "ar": gettext_lazy("Arabic"),
    "bn": gettext_lazy("Bengali"),
    "bfi": gettext_lazy("British Sign Language"),
    "zh": gettext_lazy("Chinese"),
    "fa": gettext_lazy("Farsi"),
    "fr": gettext_lazy("French"),
    "gu": gettext_lazy("Gujarati"),
    "hi": gettext_lazy("Hindi"),
    "hu": gettext_lazy("Hungarian"),
    "it": gettext_lazy("Italian"),
    "ku": gettext_lazy("Kurdish"),
    "lt": gettext_lazy("Lithuanian"),
    "pl": gettext_lazy("Polish"),
    "pt": gettext_lazy("Portuguese"),
    "pa": gettext_lazy("Punjabi"),
    "ro": gettext_lazy("Romanian"),
    "ru": gettext_lazy("Russian"),
    "so": gettext_lazy("Somali"),
    "es": gettext_lazy("Spanish"),
    "tr": gettext_lazy("Turkish"),
    "uk": gettext_lazy("Ukrainian"),
    "ur": gettext_lazy("Urdu"),
    "vi": gettext_lazy("Vietnamese"),
    "cy": gettext_lazy("Welsh"),
}
"""ISO 639 codes with the names that we understand."""


def language_names(codes: list[str]) -> str:
    """As one reads them; a code that we have no name for stands as it is."""
    return ", ".join(str(NAMES.get(code, code)) for code in codes)


def language_codes(typed: str) -> list[str]:
    """Codes of the languages in `typed`; raises ValidationError that names the one not known."""
    known = {str(name).lower(): code for code, name in NAMES.items()} | {
        code: code for code in NAMES
    }
    words = [each.strip() for each in re.split(r"[,;\n]+", typed) if each.strip()]
    for each in words:
        if each.lower() not in known and not re.fullmatch(r"[a-z]{2,3}", each):
            raise ValidationError(
                _("We do not know the language “%(name)s”: write it in English, or its ISO code")
                % {"name": each[:30]},
                code="invalid",
            )
    return list(dict.fromkeys(known.get(each.lower(), each) for each in words))
