"""Answers as people give them, and words that say what to do when they cannot be right."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core import nhs
from core.errors import RuleBroken
from core.forms import (
    BridgeForm,
    ChoiceField,
    DateField,
    MoneyField,
    NHSNumberField,
    PhoneField,
    PostcodeField,
    ReasonField,
    TextField,
    YesNoField,
)

WHAT = {"what": "the date they came home"}


def refusal(field, typed) -> str:
    with pytest.raises(ValidationError) as error:
        field.clean(typed)
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    "typed",
    [
        ["3", "12", "2026"],
        ["03", "12", "2026"],
        ["3", "Dec", "2026"],
        ["3", "dec.", "2026"],
        [" 3 ", "December", "2026"],
        ["3", "DECEMBER", "2026"],
    ],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert DateField(**WHAT).clean(typed) == dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("typed", "words", "part"),
    [
        (["", "12", "2026"], "The date they came home must include a day", 0),
        (["3", "", ""], "The date they came home must include a month and a year", 1),
        (["31", "2", "2026"], "must be a real date", 0),
        (["3", "13", "2026"], "must be a real date", 1),
        (["3", "Smarch", "2026"], "must be a real date", 1),
        (["3", "12", "26"], "must have a year of four digits", 2),
        (["x", "12", "2026"], "must be a real date", 0),
        (["3", "12", "1899"], "must be in 1900 or later", 0),
        (["٣", "12", "2026"], "must be a real date", 0),
    ],
)
def test_a_date_that_is_none_says_what_is_missing_and_where(typed, words, part):
    field = DateField(**WHAT)
    assert words in refusal(field, typed)
    assert field.wrong_part(typed) == part


def test_no_date_at_all_is_named():
    assert refusal(DateField(**WHAT), ["", "", ""]) == "Enter the date they came home"
    assert DateField(required=False, **WHAT).clean(["", "", ""]) is None


def test_past_and_future_are_asked_of_the_clock_when_the_form_is_checked():
    past, future = DateField(past=True, **WHAT), DateField(future=True, **WHAT)
    with time_machine.travel(dt.datetime(2026, 12, 3, 12, tzinfo=dt.UTC)):
        assert past.clean(["3", "12", "2026"])
        assert future.clean(["3", "12", "2026"])
        assert "today or in the past" in refusal(past, ["4", "12", "2026"])
        assert "today or later" in refusal(future, ["2", "12", "2026"])
    with time_machine.travel(dt.datetime(2026, 12, 4, 12, tzinfo=dt.UTC)):
        assert past.clean(["4", "12", "2026"])


def test_today_is_london_s_today():
    """At half past midnight in summer it is still yesterday in UTC."""
    with time_machine.travel(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)):
        assert DateField(past=True, **WHAT).clean(["1", "7", "2026"]) == dt.date(2026, 7, 1)


@pytest.mark.parametrize("typed", ["9434765919", "943 476 5919", "943-476-5919", " 943 476 5919 "])
def test_an_nhs_number_is_read_with_its_spaces(typed):
    assert NHSNumberField().clean(typed) == "9434765919"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0000000000", "not an NHS number"),
        ("9434765829", "not an NHS number"),
        ("1234567890", "not an NHS number"),
        ("943476591", "10 digits"),
        ("943476591X", "10 digits"),
        ("٩٤٣٤٧٦٥٩١٩", "10 digits"),
        ("5990128088", "a range that is not in use"),
    ],
)
def test_what_is_no_nhs_number_is_refused_in_words(typed, words):
    assert words in refusal(NHSNumberField(), typed)


def test_numbers_for_tests_are_for_tests(settings):
    settings.ALLOW_SYNTHETIC_NHS_NUMBERS = False
    assert "number for tests" in refusal(NHSNumberField(), "9434765919")
    assert NHSNumberField().clean("4010232137") == "4010232137"


@given(st.integers(min_value=400_000_000, max_value=499_999_999))
def test_every_nine_digits_have_one_check_digit_or_none(nine):
    check = nhs.check_digit(str(nine))
    valid = [last for last in range(10) if _is_valid(f"{nine}{last}")]
    assert valid == ([] if check is None else [check])


def _is_valid(digits) -> bool:
    try:
        return bool(nhs.parse(digits))
    except nhs.NotAnNHSNumber:
        return False


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dy12hq", "DY1 2HQ"),
        ("sw1a 1aa", "SW1A 1AA"),
        ("GIR 0AA", "GIR 0AA"),
        ("zz993vz", "ZZ99 3VZ"),
    ],
)
def test_a_postcode_is_kept_as_it_is_written_on_an_envelope(typed, kept):
    assert PostcodeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["QQ1 1AA", "AB1C 1AA", "DY1", "AA11 1KM", "A1 1CC", "BFPO 1"])
def test_what_is_no_postcode_is_refused(typed):
    assert "full UK postcode" in refusal(PostcodeField(), typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("(0113) 496 0123", "+441134960123"),
        ("+44 7700 900123", "+447700900123"),
    ],
)
def test_a_telephone_number_is_read_with_its_spaces(typed, kept):
    assert PhoneField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["123", "her daughter's", "07700"])
def test_what_is_no_telephone_number_is_refused(typed):
    assert "telephone number" in refusal(PhoneField(), typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("£1,250", "1250.00"), ("12.5", "12.50"), (" 0.01 ", "0.01")]
)
def test_an_amount_is_read_as_people_write_it(typed, kept):
    amount = MoneyField().clean(typed)
    assert (amount, type(amount)) == (Decimal(kept), Decimal)
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize("typed", ["12.345", "-5", "1e3", "NaN", "twelve", "1.2.3", "99999999999"])
def test_what_is_no_amount_is_refused(typed):
    assert "amount in pounds" in refusal(MoneyField(), typed)


def test_an_amount_has_its_bounds():
    assert "more than £0" in refusal(MoneyField(), "0")
    assert MoneyField(zero=True).clean("0") == Decimal("0.00")
    assert "£100.00 or less" in refusal(MoneyField(most=Decimal(100)), "100.01")


def test_too_many_words_are_counted_never_cut():
    assert "at most 10 characters; there are 11" in refusal(TextField(max_length=10), "x" * 11)
    assert TextField(max_length=10).clean("a\r\nb\0") == "a\nb"


class Sample(BridgeForm):
    """One of each."""

    name = forms.CharField(label="Name", max_length=5)
    when = DateField(label="When", past=True, **WHAT)
    kind = ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")])
    sure = YesNoField(label="Sure?")
    why = ReasonField(required=False)


def test_errors_stand_in_page_order_and_lead_to_the_control_that_is_wrong():
    form = Sample({"when_0": "3", "when_1": "", "when_2": "2026"})
    assert [each.href for each in form.error_list] == [
        "#id_name",
        "#id_when_1",
        "#id_kind_1",
        "#id_sure_1",
    ]
    assert [each.text for each in form.error_list][1:3] == [
        "The date they came home must include a month",
        "Choose one",
    ]


def test_a_refusal_of_the_service_goes_to_the_field_it_names():
    form = Sample({"name": "x"})
    form.is_valid()
    form.add_refusal(RuleBroken("Not this one", field="name"))
    form.add_refusal(RuleBroken("Nor at all"))
    texts = {each.text: each.href for each in form.error_list}
    assert texts["Not this one"] == "#id_name"
    assert texts["Nor at all"] == "#id_name"
    assert form.error_list[0].text == "Nor at all"


def test_nothing_is_checked_by_the_browser():
    from crispy_forms.utils import render_crispy_form

    html = render_crispy_form(Sample())
    for attribute in (" required", "maxlength", "minlength", "placeholder", 'type="number"'):
        assert attribute not in html
    assert "novalidate" in html
    assert "Reason (optional)" in html


def test_yes_and_no_are_true_and_false_and_nothing_is_neither():
    field = YesNoField(required=False)
    assert (field.clean("yes"), field.clean("no"), field.clean("")) == (True, False, None)


def test_a_draft_fills_the_form_with_what_was_typed_right_or_wrong():
    from django.http import QueryDict

    form = Sample()
    form.restore(QueryDict("name=Doreen&when_0=31&when_1=Feb&kind=b"))
    assert form.initial["name"] == "Doreen"
    assert form.initial["when"] == ["31", "Feb", ""] or form.initial["when"][:2] == ["31", "Feb"]
    assert form.initial["kind"] == "b"
    assert "why" not in form.initial


def test_numbers_stand_in_their_boxes_as_people_read_them():
    assert PhoneField().prepare_value("+441134960123") == "0113 496 0123"
    assert PhoneField().prepare_value("0113") == "0113"
    assert PhoneField().prepare_value(None) is None
    assert NHSNumberField().prepare_value("9990000018") == "999 000 0018"
    assert NHSNumberField().prepare_value("999 000 00") == "999 000 00"


def test_a_hint_that_quotes_somebody_else__is_not_markup():
    """A hint may show words of a file that was sent to us."""

    class Form(BridgeForm):
        which = forms.CharField(help_text="In the file: <b onclick=x>A&E</b>")

    drawn = str(render_crispy_form(Form()))
    assert "&lt;b onclick=x&gt;A&amp;E&lt;/b&gt;" in drawn
    assert "<b onclick" not in drawn
