"""References and days stay on one line, and what is written stays escaped."""

from core.components.html import unbroken
from core.components.lists import table
from core.presenters import Cell, Column, Row, Table


def test_references_and_days__are_kept_whole():
    said = unbroken("CBN-Y1SQR0, from 25 September 2026")
    assert said.count('<span class="app-whole">') == 2
    assert '<span class="app-whole">CBN-Y1SQR0</span>' in said


def test_other_words__stay_as_they_are_and_escaped():
    assert unbroken("Half step, 3 rails") == "Half step, 3 rails"
    assert unbroken("<b>CB-2F4K7Q</b>").startswith("&lt;b&gt;<span")


def test_table__keeps_them_whole_in_the_line_below_a_link():
    of = Table(
        "Invoices", (Column("Invoice"),), (Row((Cell("P-112", url="/x/", sub="CBN-7MF1BQ"),)),)
    )
    drawn = table(of=of)
    assert '<a href="/x/">P-112</a>' in drawn
    assert '<span class="app-whole">CBN-7MF1BQ</span>' in drawn


def test_a_mail_address__may_break_where_its_parts_meet():
    drawn = unbroken("ward@demo.example, at 5 @ noon")
    assert drawn == "ward<wbr>@demo<wbr>.example, at 5 @ noon"
    assert unbroken("<i>@x") == "&lt;i&gt;<wbr>@x"
