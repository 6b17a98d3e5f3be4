"""Personal data has a scope and a factory; a moment and its person are a pair."""

import importlib
import pkgutil

import factory
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from pghistory.models import Event

import tests.factories as our_factories
from core.constraints import checks_of
from core.events import EventRecord


def our_models() -> list[type]:
    """Our models, without tables of versions."""
    return [
        model
        for app in settings.OUR_APPS
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, Event)
    ]


def personal() -> list[type]:
    return [model for model in our_models() if getattr(model, "personal", False)]


def modelled_by_factories() -> set[type]:
    found = set()
    for module in pkgutil.iter_modules(our_factories.__path__):
        loaded = importlib.import_module(f"tests.factories.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, factory.Factory):
                found.add(value._meta.model)
    return found


def test_every_model_with_personal_data_has_a_scope():
    wrong = [
        model._meta.label
        for model in personal()
        if not hasattr(model._default_manager.get_queryset(), "visible_to")
    ]
    assert not wrong, wrong


def test_every_model_with_personal_data_has_a_factory():
    made = modelled_by_factories()
    wrong = [model._meta.label for model in personal() if model not in made]
    assert not wrong, wrong


def points_at_a_resident(model) -> bool:
    return any(
        field.is_relation
        and field.concrete
        and field.related_model is not None
        and field.related_model._meta.label == "residents.Resident"
        for field in model._meta.get_fields()
    )


def test_every_model_that_points_at_a_resident_says_that_it_is_personal():
    wrong = [
        model._meta.label
        for model in our_models()
        if points_at_a_resident(model) and not getattr(model, "personal", False)
    ]
    assert not wrong, wrong


def unpaired(model) -> list[str]:
    """Fields like accepted_at/accepted_by that may be empty and that no constraint ties."""
    names = {field.name: field for field in model._meta.concrete_fields}
    tied = [str(constraint.condition) for constraint in checks_of(model)]
    wrong = []
    for name, moment in names.items():
        person = names.get(name.removesuffix("_at") + "_by")
        if not name.endswith("_at") or person is None:
            continue
        if not moment.null:  # a person without a moment cannot be
            continue
        if not any(f"{name}__isnull" in each and f"{person.name}__isnull" in each for each in tied):
            wrong.append(f"{model._meta.label}: {name}, {person.name}")
    return wrong


def test_a_moment_and_its_person_are_a_pair():
    wrong = [
        each
        for model in our_models()
        if not issubclass(model, EventRecord)
        for each in unpaired(model)
    ]
    assert not wrong, wrong


def test_append_only_models_have_their_trigger():
    wrong = []
    for model in our_models():
        if getattr(model, "append_only", False):
            names = {trigger.name for trigger in getattr(model._meta, "triggers", [])}
            if "append_only" not in names:
                wrong.append(model._meta.label)
    assert not wrong, wrong


def test_the_rule_about_pairs_bites():
    class Loose(models.Model):
        """Two fields that nothing ties."""

        done_at = models.DateTimeField(null=True)
        done_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

        class Meta:
            app_label = "core"
            managed = False

        def __str__(self):
            return "loose"

    try:
        assert unpaired(Loose)
    finally:
        del apps.all_models["core"]["loose"]
        apps.clear_cache()


@pytest.mark.parametrize("label", ["residents.Resident", "accounts.User"])
def test_personal_models_are_found(label):
    assert label in {model._meta.label for model in personal()}
