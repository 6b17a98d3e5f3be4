"""Our own parts: what they promise to whoever fills them, and to whoever reads them."""

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString

from core.components import brand, charts, icons, money, parts
from core.components.html import attributes, element
from core.components.scales import nice_ticks
from core.components.weeks import row_strip, strip
from core.components.words import COLOURS, tag
from core.presenters import (
    AgeBar,
    Capacity,
    DotInterval,
    Purse,
    SlopeChart,
    Strip,
    Tag,
    TimelineEntry,
    Week,
)

ROOT = Path(__file__).resolve().parents[2]
OURS = [each for each in ROOT.iterdir() if (each / "apps.py").exists()]


def draw(words, **context):
    return Template("{% load bridge %}" + words).render(Context(context))


def test_a_misspelt_keyword__fails_when_the_template_is_compiled():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load bridge %}{% tag off=x %}")
    with pytest.raises(TemplateSyntaxError):
        Template("{% load bridge %}{% govuk_button txt='x' %}")
    with pytest.raises(TemplateSyntaxError):
        Template("{% load bridge %}{% panel titel='x' %}{% endpanel %}")


def test_everything_given__is_escaped():
    nasty = '<script>"&'
    drawn = draw("{% tag of=it %}", it=Tag(nasty))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
    assert attributes({"title": nasty}) == ' title="&lt;script&gt;&quot;&amp;"'
    assert element("p", None, SafeString("<b>safe</b>")) == "<p><b>safe</b></p>"


def test_an_unknown_colour__is_refused():
    with pytest.raises(ValueError, match="crimson"):
        tag(of=Tag("x", "crimson"))


def test_no_part__carries_a_style_of_its_own():
    """The content security policy allows none."""
    page = (ROOT / "templates" / "core" / "parts.html").read_text()
    blocks = re.sub(r"{% (extends|block|endblock)[^%]*%}", "", page).replace(
        "{% load bridge %}", ""
    )
    drawn = draw(blocks, shown=parts.shown(), tiles=parts.BarrierForm())
    assert " style=" not in drawn
    assert " onclick=" not in drawn
    assert "<script" not in drawn


def test_the_large_arch__has_twelve_hangers():
    assert brand.arch().count("V") == brand.HANGERS == 12


def named_icons():
    """Every icon that is named in our code or templates."""
    for folder in [*OURS, ROOT / "templates"]:
        for path in [*folder.rglob("*.py"), *folder.rglob("*.html")]:
            for name in re.findall(r"""\bicon(?: name)?=["']([a-z-]+)["']""", path.read_text()):
                yield name, path.relative_to(ROOT)


def test_every_icon_that_is_named__exists():
    assert {(n, p) for n, p in named_icons() if n not in icons.NAMES} == set()


def test_every_tag_colour_that_is_named__exists():
    wrong = set()
    for folder in OURS:
        for path in folder.rglob("*.py"):
            for colour in re.findall(r"""\bTag\([^()]*?,\s*"([a-z]+)\"""", path.read_text()):
                if colour not in COLOURS:
                    wrong.add((colour, str(path.relative_to(ROOT))))
    assert wrong == set()


def test_the_strip__says_each_week_and_marks_the_present_one():
    weeks = tuple(Week(n, "made" if n < 3 else "planned", "2 of 2", n == 3) for n in range(1, 13))
    drawn = strip(of=Strip(weeks, "2 made."))
    assert drawn.count("<li") == 12
    assert drawn.count('aria-current="step"') == 1
    assert "This week" in drawn
    small = row_strip(of=Strip(weeks))
    assert "Week 3: Planned, this week" in small
    assert small.count("govuk-visually-hidden") == 12


@pytest.mark.parametrize(
    ("hours", "target", "words", "tone"),
    [
        (26, 24, "2 h over", "danger"),
        (21, 24, "3 h left", "amber"),
        (9, 24, "15 h left", "deep"),
        (24, 24, "1 h left", "amber"),
        (100, 24, "3 days over", "danger"),
        (0, 24, "24 h left", "deep"),
    ],
)
def test_age_against_target__says_how_much_is_left(hours, target, words, tone):
    age = AgeBar(hours, target)
    assert (age.words, age.tone) == (words, tone)
    assert 0 <= age.filled <= 1


def test_room__names_what_comes_after_only_when_there_is_room():
    given = {"name": "Sunil", "value": "s", "line": 30, "scale": 36}
    assert Capacity(now=18, adds=2, **given).words == "18 of 30, then 20"
    assert Capacity(now=32, adds=2, full=True, **given).words == "32 of 30"


def test_a_purse__adds_up_and_never_shows_less_than_nothing():
    purse = Purse("Glad’s", Decimal("38.50"), Decimal(24), limit=Decimal(100))
    assert purse.says == "£37.50 left"
    assert sum(part.amount for part in purse.parts) == Decimal(100)
    over = Purse("Over", Decimal(120), limit=Decimal(100))
    assert over.left == 0
    widths = re.findall(r'width="([\d.]+)%"', money.purse(of=over))
    assert all(float(width) <= 100 for width in widths)


def test_a_slope__calls_beyond_only_what_lies_apart():
    apart = SlopeChart("a", "t", "A&E", 409, 214, 176, 253, 282, 262, 302)
    touching = SlopeChart("b", "t", "A&E", 409, 214, 176, 265, 282, 262, 302)
    unknown = SlopeChart("c", "t", "A&E", 409, 214)
    assert apart.verdict == "Beyond the expected fall"
    assert touching.verdict == unknown.verdict == "Cannot be told apart"


def test_a_chart__says_all_its_numbers_in_words():
    words = charts.slope_words(of=parts.shown()["slopes"][0])
    for number in ("409", "214", "176", "253", "282", "262", "302"):
        assert number in words


def test_chart_labels__never_lie_on_each_other():
    close = SlopeChart("x", "t", "A&E", 100, 60, 50, 70, 60.5, 58, 63)
    drawn = charts.slope_svg(of=close)
    ys = [float(y) for y in re.findall(r'<text x="212" y="([\d.]+)"', drawn)]
    assert len(ys) == 2
    assert abs(ys[0] - ys[1]) >= 21.9


@pytest.mark.parametrize("most", [0, 1, 7, 9.5, 81, 131, 264, 409, 1000, 12345])
def test_axes__begin_at_nothing_and_step_evenly(most):
    ticks = nice_ticks(most)
    assert ticks[0] == 0
    steps = {round(b - a, 6) for a, b in pairwise(ticks)}
    assert len(steps) == 1
    assert 2 <= len(ticks) <= 7


def test_a_change__is_drawn_inside_its_place():
    drawn = charts.dot_interval(of=DotInterval(-120, -150, -90), width=150)
    assert all(0 <= float(x) <= 150 for x in re.findall(r'cx="([\d.-]+)"', drawn))


def test_a_moment__is_shown_in_london_time():
    at = dt.datetime(2026, 6, 1, 15, 20, tzinfo=dt.UTC)
    entry = TimelineEntry(at, "Home")
    assert "16:20" in draw("{% timeline of=it %}", it=[entry])
