"""A form as it goes over the wire: who sends it, where, with which answers.

The answers are filled into the form that its own page shows, so that a question that is added
tomorrow is answered here too.
"""

from dataclasses import dataclass, field

from django import forms
from django.test import Client
from django.urls import reverse

from core import clock, once
from core.forms import DateField, YesNoField
from tests.factories.funding import receipt_image

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Sending:
    """One form as it goes over the wire, with the key that makes it one act."""

    user: object
    path: str
    data: dict
    has_file: bool = False
    key: str = field(default_factory=once.new_key)

    def body(self, **changes) -> dict:
        """What is posted; a file is made anew each time, since it is read to its end."""
        files = {"file": receipt_image(size=(8, 8))} if self.has_file else {}
        return {**self.data, once.FIELD: self.key, **files, **changes}


def client_of(user) -> Client:
    """A browser that is signed in."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    return client


def fill(user, name: str, *args, **answers) -> Sending:
    """The form at that address, filled in."""
    path = reverse(name, args=args)
    response = client_of(user).get(path)
    assert response.status_code == 200, (name, response.status_code)
    form = response.context["form"]
    data: dict = {}
    for key, question in form.fields.items():
        if key in answers or question.required:
            data |= _answer(form.add_prefix(key), question, answers.get(key))
    has_file = any(isinstance(each, forms.FileField) for each in form.fields.values())
    return Sending(user, path, data, has_file)


def _answer(name: str, question: forms.Field, given) -> dict:
    if isinstance(question, DateField):
        day = given or clock.today()
        return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    if isinstance(question, forms.FileField):
        return {}
    if given is not None:
        return {name: given}
    if isinstance(question, YesNoField):
        return {name: "yes"}
    if isinstance(question, forms.ChoiceField):
        return {name: next(str(key) for key, _words in question.choices if key)}
    number = isinstance(question, forms.DecimalField | forms.IntegerField)
    return {name: "1" if number else "As agreed"}
