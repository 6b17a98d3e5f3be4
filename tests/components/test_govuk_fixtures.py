"""Our GOV.UK tags give the HTML that GOV.UK Frontend's own fixtures give.

Every fixture of the 25 components we offer is compared as a tree (order of attributes and white
space do not count). OUT_OF_SCOPE names the few that are not, each with its reason.
"""

import json
import re
from pathlib import Path

import pytest
from django.test.html import parse_html
from django.utils.safestring import SafeString

from core.components.govuk import COMPONENTS

FIXTURES = Path(__file__).resolve().parents[2] / "node_modules/govuk-frontend/dist/govuk/components"

OUT_OF_SCOPE = {
    "panel": "the interruption panel and its actions, which the service does not use",
}


def cases():
    """(component, fixture) for each fixture of each component."""
    for component in sorted(COMPONENTS):
        path = FIXTURES / component / "fixtures.json"
        if not path.exists():
            yield component, {"name": "missing: run npm ci", "options": None, "html": ""}
            continue
        for fixture in json.loads(path.read_text())["fixtures"]:
            yield component, fixture


def in_scope(component, fixture) -> bool:
    if component in OUT_OF_SCOPE:
        options = json.dumps(fixture["options"])
        return "interruption" not in options and '"actions"' not in options
    return True


def ours(value, key=""):
    """GOV.UK's options in our spelling; what is HTML is marked safe."""
    if isinstance(value, dict):
        if key in ("attributes", "values"):
            return value
        return {spelt(name): ours(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [ours(each) for each in value]
    if isinstance(value, str) and (key == "html" or key.endswith("Html")):
        return SafeString(value)
    return value


def spelt(name: str) -> str:
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    return {"for": "for_"}.get(snake, snake)


@pytest.mark.parametrize(
    ("component", "fixture"),
    [pytest.param(c, f, id=f"{c}: {f['name']}") for c, f in cases() if in_scope(c, f)],
)
def test_component__draws_what_the_fixture_says(component, fixture):
    assert fixture["options"] is not None, "run npm ci"
    options = {name: value for name, value in ours(fixture["options"]).items() if value is not None}
    drawn = COMPONENTS[component](**options)
    assert parse_html(drawn) == parse_html(fixture["html"]), f"\n{drawn}\n\n{fixture['html']}"


def test_fixtures__are_nearly_all_in_scope():
    everything = list(cases())
    left_out = [each for each in everything if not in_scope(*each)]
    assert len(left_out) <= 12
    assert len(everything) > 400
