"""Promised work: falls with its transaction, is tried again, runs once, and is never lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from core import clock, jobs, mail, outbox, tasks
from core.models import Draft, Mail, OnceKey, OutboxMessage
from tests.factories.core import DraftFactory

pytestmark = pytest.mark.django_db


def promise(**kwargs):
    with transaction.atomic():
        return outbox.enqueue("core.tasks.purge", **kwargs)


@pytest.mark.django_db(transaction=True)
def test_a_promise_needs_a_transaction():
    with pytest.raises(RuntimeError):
        outbox.enqueue("core.tasks.purge")


def test_a_promise_falls_with_its_transaction():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.enqueue("core.tasks.purge")
        raise ZeroDivisionError
    assert not OutboxMessage.objects.exists()


def test_the_relay_hands_over_what_is_due_and_nothing_else():
    due = promise()
    promise(not_before=clock.now() + timedelta(hours=1))
    handed = []
    assert outbox.relay(handed.append) == 1
    assert [each.pk for each in handed] == [due.pk]
    assert outbox.relay(handed.append) == 0


def test_what_the_broker_forgot_is_handed_over_again_until_it_is_done():
    message, handed = promise(), []
    outbox.relay(handed.append)
    later = clock.now() + timedelta(seconds=25)
    outbox.relay(handed.append, at=later)
    assert [each.pk for each in handed] == [message.pk] * 2
    outbox.finish(message.key)
    outbox.relay(handed.append, at=later + timedelta(days=1))
    assert len(handed) == 2


def test_a_broker_that_is_away_costs_nothing():
    message = promise()

    def away(_message):
        raise ConnectionError("redis://secret")

    assert outbox.relay(away) == 0
    message.refresh_from_db()
    assert message.attempts == 0
    assert message.last_error == "ConnectionError"
    handed = []
    assert outbox.relay(handed.append) == 1


def test_a_job_that_fails_is_tried_again_later_and_given_up_in_the_end():
    message = promise()
    for number in range(1, outbox.TRIES + 1):
        outbox.fail(message.key, ValueError("a resident's name"))
        message.refresh_from_db()
        assert message.attempts == number
        assert message.available_at > clock.now()
        assert message.last_error == "ValueError"
    assert message.dead_at is not None
    assert outbox.state()["dead"] == 1
    assert outbox.relay(lambda each: None, at=clock.now() + timedelta(days=9)) == 0
    outbox.try_again(message)
    assert outbox.relay(lambda each: None) == 1


def run(task, key, **kwargs):
    """Run a task as a worker does, under the id that the relay gave it."""
    return task.apply(kwargs=kwargs, task_id=str(key)).get()


@pytest.fixture
def counting():
    """A task that counts its runs, on the application that workers use."""
    from config.celery import app

    runs = []

    @app.task(name="tests.counting", bind=False)
    def counting(fails=False):
        runs.append(1)
        if fails:
            raise ValueError("no")

    counting.runs = runs
    yield counting
    app.tasks.pop("tests.counting", None)


def test_a_task_delivered_twice_runs_once(counting):
    message = promise()
    run(counting, message.key)
    run(counting, message.key)
    assert len(counting.runs) == 1
    message.refresh_from_db()
    assert message.done_at is not None


def test_a_task_that_fails_is_noted_and_runs_again(counting):
    message = promise()
    run(counting, message.key, fails=True)
    message.refresh_from_db()
    assert (message.attempts, message.done_at) == (1, None)
    run(counting, message.key)
    message.refresh_from_db()
    assert message.done_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_task_does_not_run_while_another_worker_runs_it(counting):
    message = promise()
    holding, done = threading.Event(), threading.Event()

    def other_worker():
        with jobs.claimed(message.key) as mine:
            assert mine
            holding.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=other_worker)
    thread.start()
    holding.wait(10)
    run(counting, message.key)
    assert not counting.runs
    done.set()
    thread.join()
    run(counting, message.key)
    assert len(counting.runs) == 1


@pytest.mark.django_db(transaction=True)
def test_two_relays_share_the_work():
    for _ in range(6):
        promise()
    first, second, go = [], [], threading.Barrier(2)

    def relay(handed):
        def send(message):
            if not handed:
                go.wait(10)
            handed.append(message.pk)

        outbox.relay(send, most=3)
        connection.close()

    threads = [threading.Thread(target=relay, args=(each,)) for each in (first, second)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(first) | set(second)) == 6
    assert not set(first) & set(second)


def test_a_mail_is_written_with_the_act_and_goes_out_afterwards(settings, mailoutbox):
    settings.DEMO = False
    (letter,) = mail.send(
        to="a@example.org",
        template="accounts_invitation",
        context={
            "name": "Ida",
            "link": "https://x/",
            "role": "Funder",
            "organisation": "Body",
            "inviter": "Kath",
            "expires_at": clock.now(),
        },
    )
    assert not mailoutbox
    assert OutboxMessage.objects.get().kwargs == {"mail_id": letter.pk}
    tasks.deliver_mail(mail_id=letter.pk)
    tasks.deliver_mail(mail_id=letter.pk)
    assert len(mailoutbox) == 1
    assert "https://x/" in mailoutbox[0].body
    assert mailoutbox[0].subject == "You are invited to Community Bridge"


def test_the_demo_keeps_its_mail_and_shows_it(client, settings, mailoutbox):
    settings.DEMO = True
    letter = mail.send_rendered(to="a@example.org", template="x", subject="Hello", text="Words")
    tasks.deliver_mail(mail_id=letter.pk)
    assert not mailoutbox
    assert "Hello" in client.get("/demo/mail/").content.decode()
    assert "Words" in client.get(f"/demo/mail/{letter.reference}/").content.decode()


def test_a_live_service_shows_nobodys_mail(client, settings):
    settings.DEMO = False
    letter = mail.send_rendered(to="a@example.org", template="x", subject="Hello", text="Words")
    assert client.get("/demo/mail/").status_code == 404
    assert client.get(f"/demo/mail/{letter.reference}/").status_code == 404


def test_old_things_are_forgotten_and_young_ones_kept():
    young, old = DraftFactory(), DraftFactory()
    Draft.objects.filter(pk=old.pk).update(saved_at=clock.now() - timedelta(days=8))
    when = {"user": young.user, "fingerprint": "x"}
    OnceKey.objects.create(key="old", at=clock.now() - timedelta(days=61), **when)
    OnceKey.objects.create(key="young", at=clock.now() - timedelta(days=31), **when)
    gone = mail.send_rendered(to="a@example.org", template="x", subject="Old", text="Words")
    Mail.objects.filter(pk=gone.pk).update(sent_at=clock.now() - timedelta(days=31))
    done = promise()
    OutboxMessage.objects.filter(pk=done.pk).update(done_at=clock.now() - timedelta(days=15))
    tasks.purge()
    assert list(Draft.objects.all()) == [young]
    assert [each.key for each in OnceKey.objects.all()] == ["young"]
    assert not Mail.objects.exists()
    assert not OutboxMessage.objects.filter(pk=done.pk).exists()


def test_a_request_never_speaks_to_the_broker(client, monkeypatch, settings):
    """With Redis away an invitation still goes through; its mail waits in the outbox."""
    import celery.app.base

    from tests.factories.accounts import OrganisationFactory
    from tests.factories.programmes import someone

    def refuse(*args, **kwargs):
        raise AssertionError("a request spoke to the broker")

    monkeypatch.setattr(celery.app.base.Celery, "send_task", refuse)
    client.force_login(someone("administrator"))
    response = client.post(
        "/people/invitations/invite/",
        {
            "name": "Ida",
            "email": "ida@example.org",
            "role": "funder",
            "organisation": OrganisationFactory().pk,
        },
    )
    assert response.status_code == 302
    assert OutboxMessage.objects.waiting().count() == 1
