"""No template lies about unused, and none names a variable that nobody gives."""

from pathlib import Path

import pytest
from django.template import Context, Engine, engines
from django.template.loader import get_template

from tests.house import walk
from tests.undefined import UndefinedVariable

# Loaded by name by Django, allauth or the crispy pack.
FOUND_BY_NAME = {"404.html", "403.html", "400.html", "500.html", "403_csrf.html", "503.html"}
OVERRIDES = ("allauth/", "account/", "mfa/", "socialaccount/", "gds/", "django/", "admin/")


def unused(names: set[str], text: str) -> list[str]:
    """Templates that nothing loads. A mail is loaded by its stem."""
    found = []
    for name in sorted(names):
        stem = name.removeprefix("email/").split(".", 1)[0]
        if name in FOUND_BY_NAME or name.startswith(OVERRIDES):
            continue
        mailed = name.startswith("email/") and f'"{stem}"' in text
        one_of_many = (
            f"{name.rpartition('/')[0]}/{{" in text
        )  # chosen by name: f"blocks/{kind}.html"
        if name not in text and not mailed and not one_of_many:
            found.append(name)
    return found


def test_every_template_is_used():
    assert not unused(walk.template_names(), walk.words_in_code())


def test_the_rule_about_unused_templates_bites():
    assert unused({"core/nobody.html"}, "core/somebody.html") == ["core/nobody.html"]


def test_every_override_stands_in_for_something():
    """A file under account/ or mfa/ that overrides nothing would never be seen."""
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    ours = [n for n in walk.template_names() if n.startswith(("account/", "mfa/", "allauth/"))]
    assert not [name for name in ours if not (theirs / name).exists()]


@pytest.mark.parametrize("name", sorted(walk.template_names()))
def test_every_template_compiles(name):
    if name.endswith((".html", ".txt", ".svg")):
        get_template(name)


def test_an_undefined_variable_fails_a_test(settings):
    """Our engine raises, as set up in tests/conftest.py."""
    assert isinstance(engines["django"].engine.string_if_invalid, UndefinedVariable)
    engine = Engine(string_if_invalid=UndefinedVariable(everywhere=True))
    with pytest.raises(AssertionError, match="nobody_gives_this"):
        engine.from_string("{{ nobody_gives_this }}").render(Context({}))
