"""Telephone numbers as they are shown, and the link that dials."""

import pytest
from django.template import engines

from core.phones import dial, read_out


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+441134960123", "0113 496 0123"),
        ("01134960123", "0113 496 0123"),
        ("+447700900123", "07700 900123"),
        ("+442079460123", "020 7946 0123"),
        ("+33142685300", "+33 1 42 68 53 00"),
        ("ask at the ward", "ask at the ward"),
        ("999", "999"),
        ("0113 496 0123 ext 5", "0113 496 0123 ext 5"),
        ("", ""),
    ],
)
def test_numbers__are_shown_in_the_groups_in_which_one_reads_them_aloud(kept, shown):
    assert read_out(kept) == shown


def test_link__dials_the_kept_number_and_is_empty_without_one():
    said = "{% load bridge %}{{ phone|dial }} {{ phone|read_out }}"
    template = engines["django"].from_string(said)
    assert template.render({"phone": "0113 496 0123"}) == "tel:01134960123 0113 496 0123"
    assert dial("") == ""
