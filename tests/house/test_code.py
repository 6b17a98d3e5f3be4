"""Rules that can be read off the code: who touches rows, who imports what, no floats near money."""

import ast

import pytest
from django.db.models import signals

from tests.house import walk

FORBIDDEN_IN_SERVICES = (
    "django.http",
    "django.forms",
    "django.shortcuts",
    "django.contrib.messages",
)


def touches_rows(module: ast.Module) -> list[ast.AST]:
    """Uses of a manager that do not go through ``visible_to``."""
    parents = {child: node for node in ast.walk(module) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in ("_default_manager", "_base_manager"):
            found.append(node)
        if node.attr == "objects":
            above = parents.get(node)
            if not (isinstance(above, ast.Attribute) and above.attr == "visible_to"):
                found.append(node)
    return found


def test_views_touch_rows_only_through_visible_to():
    wrong = [
        walk.shown(path, node)
        for path in walk.layer("views")
        for node in touches_rows(walk.tree(path))
    ]
    assert not wrong, wrong


@pytest.mark.parametrize(
    "line",
    [
        "Referral.objects.all()",
        "Referral.objects.filter(pk=1)",
        "rows = Referral.objects",
        "model._default_manager.get()",
    ],
)
def test_the_rule_about_rows_bites(line):
    assert touches_rows(ast.parse(line))


def test_the_rule_about_rows_lets_scopes_pass():
    assert not touches_rows(ast.parse("Referral.objects.visible_to(user).filter(a=1)"))


def web_in(module: ast.Module) -> set[str]:
    """What a service imports of the web."""
    names = walk.imported(module)
    parts = {each for each in names if each.split(".")[-1] in ("views", "forms")}
    return parts | {each for each in names if each.startswith(FORBIDDEN_IN_SERVICES)}


def test_services_import_nothing_of_the_web():
    wrong = {
        str(path.relative_to(walk.ROOT)): found
        for path in walk.layer("services")
        if (found := web_in(walk.tree(path)))
    }
    assert not wrong, wrong


def test_the_rule_about_services_bites():
    assert web_in(ast.parse("from django.http import HttpResponse"))
    assert web_in(ast.parse("from referrals.forms import ReferralForm"))
    assert not web_in(ast.parse("from core import clock"))


SAVE_SIGNALS = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}


def listens_to_saves(module: ast.Module) -> set[str]:
    """Signals of saving that a file imports."""
    return {each.split(".")[-1] for each in walk.imported(module)} & SAVE_SIGNALS


def test_nobody_listens_to_saves():
    wrong = [
        str(path.relative_to(walk.ROOT))
        for path in walk.our_files()
        if listens_to_saves(walk.tree(path))
    ]
    assert not wrong, wrong
    ours = [
        receiver
        for signal in (signals.post_save, signals.pre_save)
        for (_key, receiver, *_rest) in signal.receivers
        if getattr(receiver, "__module__", "").split(".")[0] in walk.settings.OUR_APPS
    ]
    assert not ours


def test_the_rule_about_saves_bites():
    assert listens_to_saves(ast.parse("from django.db.models.signals import post_save"))


def floats(module: ast.Module) -> list[ast.AST]:
    """Float numbers and calls of ``float`` or ``FloatField``."""
    return [
        node
        for node in ast.walk(module)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr == "FloatField")
    ]


def test_no_float_near_money():
    """Shares of a bar's width are no money: presenters of charts stand in their own layer."""
    wrong = [
        walk.shown(path, node)
        for path in [*walk.our_files(apps=["funding"]), walk.ROOT / "core" / "money.py"]
        if "presenters" not in str(path)
        for node in floats(walk.tree(path))
    ]
    assert not wrong, wrong


def test_the_rule_about_floats_bites():
    assert floats(ast.parse("amount = 0.1"))
    assert floats(ast.parse("float(amount)"))
    assert not floats(ast.parse("Decimal('0.10')"))


ASKS_THE_TIME = {"now", "today", "localdate", "localtime", "utcnow"}


def asks_the_time(module: ast.Module) -> list[ast.AST]:
    """Calls like timezone.now(), date.today(): only core.clock may. Turning a moment that is
    there already into local time is not asking."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKS_THE_TIME
        and not (node.args and node.func.attr.startswith("local"))
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and (getattr(node.func.value, "id", "") or getattr(node.func.value, "attr", ""))
        in ("timezone", "datetime", "date", "dt")
    ]


def test_only_the_clock_asks_what_time_it_is():
    wrong = [
        walk.shown(path, node)
        for path in walk.our_files()
        if path != walk.ROOT / "core" / "clock.py"
        for node in asks_the_time(walk.tree(path))
    ]
    assert not wrong, wrong


def test_the_rule_about_time_bites():
    assert asks_the_time(ast.parse("timezone.now()"))
    assert asks_the_time(ast.parse("dt.date.today()"))
    assert not asks_the_time(ast.parse("clock.now()"))
