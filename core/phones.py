"""Telephone numbers as people read them aloud.

They are kept as +441134960123 (core.forms.fields.PhoneField) and shown in the groups that Ofcom
gives them: 0113 496 0123. A link that dials carries the kept number.
"""

import phonenumbers

_HOME = 44


def read_out(number: str) -> str:
    """The number in its groups, with the country's code if it is abroad; else as it was typed."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed) or parsed.extension:
        return number
    forms = phonenumbers.PhoneNumberFormat
    at_home = parsed.country_code == _HOME
    return phonenumbers.format_number(parsed, forms.NATIONAL if at_home else forms.INTERNATIONAL)


def dial(number: str) -> str:
    """The address that rings the number, or nothing without one."""
    return "tel:" + "".join(number.split()) if number else ""
