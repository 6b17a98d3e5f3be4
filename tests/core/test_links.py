"""Signed links for people without an account: who is let in, what is shown, what is written."""

import datetime as dt
import logging

import pytest
from django.core import signing
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from accounts.models import Organisation, User
from accounts.services import enable, stand_in_for
from config.redaction import LeaveLinksOut
from core import clock, links
from core.errors import NotAllowedNow, RuleBroken
from core.forms import BridgeForm, TextField
from core.links import services, tokens
from core.models import PartnerLink, PartnerLinkUse
from core.views import LinkPage, LinkVerbView
from tests.factories.accounts import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
What = PartnerLinkUse.What
DONE = "0113 496 0999"


class WordForm(BridgeForm):
    words = TextField(label="A word", max_length=50)


def say(organisation, *, by, at, words):
    """A service: writes the word, once."""
    organisation.refresh_from_db()
    if organisation.name == "answered":
        raise NotAllowedNow("It has been answered already.")
    organisation.name = "answered"
    organisation.save()
    say.by = by
    return organisation


class Page(LinkPage):
    template_name = "core/link_over.html"
    title = "A question"

    def get_context_data(self, **kwargs):
        return super().get_context_data(words=f"Hello {self.target.name}", **kwargs)


class Say(LinkVerbView):
    form_class = WordForm
    service = staticmethod(say)
    answers = True
    title = "Say a word"
    success_message = "Thank you."


def purpose():
    return links.Purpose(
        name="Say a word",
        load=lambda slug: Organisation.objects.filter(slug=slug).first(),
        actor=stand_in_for,
        settled=lambda each: "Answered by Ida." if each.name == "answered" else "",
        page=Page,
        verbs={"say": Say},
    )


@pytest.fixture(autouse=True)
def known():
    """Two purposes, for the length of a test."""
    links.purposes.register("say", purpose())
    links.purposes.register("pay", purpose())
    yield
    for slug in ("say", "pay"):
        del links.purposes.entries[slug]


@pytest.fixture
def asked():
    """The organisation that is asked."""
    return OrganisationFactory(slug="befriend")


@pytest.fixture
def link(asked):
    return links.issue(
        "say", asked.slug, to="Office@Befriend.example", by=UserFactory(), at=clock.now()
    )


def uses(link=None) -> list[str]:
    rows = PartnerLinkUse.objects.filter(link=link).order_by("pk")
    return list(rows.values_list("what", flat=True))


def post(client, link, step="say", **given):
    answers = {"words": "Yes", "your_name": "Ida Onslow", **given}
    return client.post(links.path(link, step), answers)


# -- who is let in --------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", ["first", "last", "cut", "none"])
def test_a_tampered_link__opens_nothing(client, link, spoil):
    token = tokens.sign("say", link.reference)
    broken = {
        "first": f"CBPL-000000.{token.partition('.')[2]}",
        "last": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "cut": token[:-6],
        "none": link.reference,
    }[spoil]
    answer = client.get(f"/by-link/say/{broken}/")
    assert answer.status_code == 404
    assert "befriend" not in answer.content.decode().lower()
    assert uses(None) == [What.BAD]


def test_a_link_for_one_thing__opens_no_other(client, link):
    token = tokens.sign("say", link.reference)
    assert client.get(f"/by-link/pay/{token}/").status_code == 404
    forged = tokens.sign("pay", link.reference)
    assert client.get(f"/by-link/pay/{forged}/").status_code == 404


def test_a_link_signed_with_another_key__opens_nothing(client, link):
    other = signing.Signer(key="another", sep=".", salt="core.links:say").sign(link.reference)
    assert client.get(f"/by-link/say/{other}/").status_code == 404


def test_an_unknown_purpose_or_step__is_not_found(client, link):
    token = tokens.sign("say", link.reference)
    assert client.get(f"/by-link/nothing/{token}/").status_code == 404
    assert client.get(f"/by-link/say/{token}/nothing/").status_code == 404


def test_a_link_that_has_run_out__is_refused_and_noted(client, asked):
    ago = clock.now() - dt.timedelta(days=20)
    late = links.issue("say", asked.slug, to="a@b.example", by=UserFactory(), at=ago)
    assert client.get(links.path(late)).status_code == 410
    assert post(client, late).status_code == 410
    assert uses(late) == [What.EXPIRED, What.EXPIRED]


def test_a_link_that_was_taken_back__is_refused_and_noted(client, link, asked):
    assert links.revoke("say", asked.slug, by=UserFactory(), at=clock.now()) == 1
    assert client.get(links.path(link)).status_code == 410
    assert post(client, link).status_code == 410
    assert uses(link) == [What.REVOKED, What.REVOKED]


def test_guessing__is_written_down_so_often_and_then_only_refused(client, link):
    for number in range(services.BAD_TRIES):
        assert client.get(f"/by-link/say/CBPL-00000{number:02}.guess/").status_code == 404
    assert client.get("/by-link/say/CBPL-000000.guess/").status_code == 429
    assert len(uses(None)) == services.BAD_TRIES
    assert client.get(links.path(link)).status_code == 200  # a good one is never held up
    assert client.get("/by-link/say/x/", REMOTE_ADDR="10.1.1.1").status_code == 404


# -- what a GET does ------------------------------------------------------------------------


def test_a_scanner_that_opens_everything__answers_nothing(client, link, asked):
    for _again in range(3):
        assert client.get(links.path(link)).status_code == 200
        assert client.get(links.path(link, "say")).status_code == 200
        assert client.head(links.path(link, "say")).status_code == 200
    asked.refresh_from_db()
    link.refresh_from_db()
    assert asked.name != "answered"
    assert link.answered_at is None
    assert set(uses(link)) == {What.OPENED}
    assert not User.objects.filter(stands_for=asked).exists()


def test_a_page_behind_a_link__is_kept_nowhere_and_names_no_address(client, link):
    answer = client.get(links.path(link))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "Hello" in answer.content.decode()


# -- answering ------------------------------------------------------------------------------


def test_an_answer__needs_the_csrf_token(link):
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, link).status_code == 403
    assert uses(link) == []


def test_an_answer__needs_a_name(client, link, asked):
    answer = post(client, link, your_name="")
    assert "Enter your name" in answer.content.decode()
    assert uses(link) == []


def test_an_answer__is_done_by_the_organisations_stand_in(client, link, asked):
    answer = post(client, link)
    assert answer.status_code == 302
    link.refresh_from_db()
    assert link.answered_at
    assert say.by == stand_in_for(asked)
    assert str(say.by) == "Befriend, by link"
    used = link.uses.get(what=What.ANSWERED)
    assert (used.step, used.name) == ("say", "Ida Onslow")


def test_an_answer_sent_again__finds_kind_words(client, link):
    post(client, link)
    again = post(client, link, words="No")
    assert again.status_code == 409
    assert "Answered by Ida." in again.content.decode()
    shown = client.get(links.path(link))
    assert shown.status_code == 200
    assert "Answered by Ida." in shown.content.decode()


def test_an_answer_after_someone_signed_in_was_quicker__finds_kind_words(client, link, asked):
    asked.name = "answered"
    asked.save()
    answer = post(client, link)
    assert answer.status_code == 409
    assert "Answered by Ida." in answer.content.decode()
    assert uses(link) == [What.ALREADY]


def test_use__undoes_the_act_when_the_link_was_taken_back_meanwhile(link, asked):
    links.revoke("say", asked.slug, by=None, at=clock.now())
    with pytest.raises(NotAllowedNow), transaction.atomic():
        say(asked, by=None, at=clock.now(), words="Yes")
        services.use(link, at=clock.now(), step="say", name="", origin="", answers=True)
    asked.refresh_from_db()
    assert asked.name != "answered"


# -- the rows -------------------------------------------------------------------------------


def test_issue__takes_the_older_link_to_the_same_address_back(link, asked):
    by, at = UserFactory(), clock.now()
    other = links.issue("say", asked.slug, to="other@befriend.example", by=by, at=at)
    newer = links.issue("say", asked.slug, to="office@befriend.example", by=by, at=at)
    link.refresh_from_db()
    assert link.revoked_at == at
    assert set(links.standing("say", asked.slug, at=at)) == {other, newer}


def test_issue__knows_only_registered_purposes(asked):
    with pytest.raises(LookupError):
        links.issue("nothing", asked.slug, to="a@b.example", by=None, at=clock.now())


def test_the_database__holds_one_standing_link_per_address(link):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerLink.objects.create(
            purpose="say",
            target=link.target,
            to=link.to,
            issued_at=link.issued_at,
            expires_at=link.expires_at,
        )


def test_uses__are_never_changed(link):
    used = services.note(link, What.OPENED, at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        PartnerLinkUse.objects.filter(pk=used.pk).update(name="Somebody else")
    with pytest.raises(DatabaseError), transaction.atomic():
        used.delete()


def test_nothing_stored__opens_a_link(link):
    kept = [str(value) for value in vars(link).values()]
    signature = tokens.sign("say", link.reference).partition(".")[2]
    assert not any(signature in each for each in kept)


# -- the stand-in ---------------------------------------------------------------------------


def test_a_stand_in__can_never_sign_in(asked):
    nobody = stand_in_for(asked)
    assert stand_in_for(asked) == nobody
    assert not nobody.has_usable_password()
    assert not nobody.has_perm("placements.accept")
    with pytest.raises(RuleBroken):
        enable(nobody, by=UserFactory(), at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=nobody.pk).update(is_active=True)


# -- the log --------------------------------------------------------------------------------


def test_the_log__never_holds_a_link(link):
    where = links.path(link, "say")
    record = logging.LogRecord("django.request", 30, "", 0, "%s: %s", ("Gone", where), None)
    assert LeaveLinksOut().filter(record)
    assert "CBPL" not in record.getMessage()
    assert "/by-link/say/" in record.getMessage()


def test_the_log__is_filtered_wherever_it_goes(settings):
    logging_ = settings.LOGGING
    assert all("no_links" in each["filters"] for each in logging_["handlers"].values())
