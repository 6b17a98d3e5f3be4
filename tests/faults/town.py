"""A house with only what these tests hurt: PostgreSQL, Redis, gunicorn, one Celery worker."""

import http.client
import json
import os
import signal
import subprocess
import threading
import time
import uuid
from contextlib import contextmanager
from urllib.parse import urlencode

import psycopg

from config.local_services import locks, postgres
from config.local_services import place as places
from tests.config.houses import PYTHON, ROOT, House

TOKEN = "b" * 32
WITHIN = 90
"""Seconds within which whatever was killed must be back."""


class Town(House):
    """Started, asked, hurt and stopped."""

    asker = "tests.faults.actor"

    def open(self):
        """Everything but the processes that serve; those come with `serve`."""
        self.fill()
        assert self.run("-m", "config.local_services", "ensure").returncode == 0
        locks.lease(places.find(self.data_dir))
        self.actor = self._begin("-m", self.asker, stdin=subprocess.PIPE)
        assert json.loads(self.actor.stdout.readline())["ready"]
        self.web = self.worker = None

    def close(self):
        """End all that was begun."""
        for each in (self.actor, self.web, self.worker):
            if each is not None and each.poll() is None:
                os.killpg(each.pid, signal.SIGKILL)
                each.wait()
        locks.drop_lease(places.find(self.data_dir))
        self.run("-m", "config.local_services", "reset")

    @property
    def environment(self):
        return super().environment | {"WEB_THREADS": "32", "DATABASE_POOL_SIZE": "36"}

    def _begin(self, *command, stdin=subprocess.DEVNULL):
        with (self.data_dir.parent / "town.log").open("ab") as log:
            return subprocess.Popen(
                [PYTHON, *command],
                cwd=ROOT,
                env=self.environment,
                stdin=stdin,
                stdout=subprocess.PIPE if stdin == subprocess.PIPE else log,
                stderr=log,
                text=True,
                start_new_session=True,
            )

    # -- parts ------------------------------------------------------------------------------

    def serve(self):
        """gunicorn with the places at which it can be held."""
        self.web = self._begin("-m", "gunicorn", "-c", "config/gunicorn.py", "tests.faults.held")
        self.until_it_answers()

    def until_it_answers(self):
        """gunicorn answers; when it ended instead, what it said last."""
        deadline = time.monotonic() + WITHIN
        while self.ask("healthz")[0] != 200:
            said = (self.data_dir.parent / "town.log").read_text(errors="replace")[-3000:]
            assert self.web.poll() is None, f"gunicorn ended: {said}"
            assert time.monotonic() < deadline, f"gunicorn does not answer: {said}"
            time.sleep(0.1)

    def work(self):
        """A Celery worker as the house has it."""
        words = "worker --concurrency=1 --without-gossip --without-mingle --loglevel=INFO"
        self.worker = self._begin("-m", "celery", "-A", "config.celery", *words.split())

    def kill_web(self):
        """The whole of gunicorn at once, then a new one."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        self.until_quiet()
        self.serve()

    def kill_postgres(self):
        """PostgreSQL with every process of it; the supervisor starts it again."""
        main = self.server("postgres")
        with_it = main.children(recursive=True)
        for each in [main, *with_it]:
            each.kill()
        deadline = time.monotonic() + WITHIN
        while True:
            try:
                self.connect("postgres").close()
                break
            except (psycopg.OperationalError, StopIteration):
                assert time.monotonic() < deadline
                time.sleep(0.1)
        self.until_it_answers()

    def kill_worker(self):
        """The worker with its children, then a new one."""
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.work()

    # -- asking -----------------------------------------------------------------------------

    def ask_actor(self, *question):
        """One question to the actor."""
        self.actor.stdin.write(json.dumps(question) + "\n")
        self.actor.stdin.flush()
        answer = json.loads(self.actor.stdout.readline())
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer

    def connect(self, database="bridge"):
        """A connection of the superuser, for looking and holding."""
        place = places.find(self.data_dir)
        address = postgres.url(place, role=postgres.SUPERUSER, database=database)
        return psycopg.connect(address, autocommit=True, connect_timeout=5)

    def until_quiet(self):
        """PostgreSQL has noticed that nobody is at the other end of what was held."""
        with self.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
            )

    @contextmanager
    def held(self, key: int):
        """Every act of a form stops at that place; yields who waits there."""
        with self.connect() as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [key])

            def waiting():
                rows = connection.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                )
                return rows.fetchone()[0]

            yield waiting

    def send(self, form) -> int:
        """One form over the wire; the status of the answer, 0 when there was none."""
        body, kind = _encoded(form)
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WITHIN)
        cookies = f"bridge_session={form['session']}; bridge_csrf={TOKEN}"
        heads = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": kind}
        try:
            line.request("POST", form["path"], body, heads)
            return line.getresponse().status
        except OSError:
            return 0
        except http.client.HTTPException:
            return 0
        finally:
            line.close()

    def send_all(self, forms) -> "Sent":
        """All forms at once; the answers come while one does something else."""
        return Sent(self, forms)


class Sent:
    """Forms on their way."""

    def __init__(self, town, forms):
        self.answers: dict[str, int] = {}
        self.threads = [threading.Thread(target=self._send, args=(town, each)) for each in forms]
        for each in self.threads:
            each.start()

    def _send(self, town, form):
        self.answers[form["key"]] = town.send(form)

    def wait(self) -> dict[str, int]:
        """The status of each answer."""
        for each in self.threads:
            each.join(WITHIN)
        return self.answers


def _encoded(form) -> tuple[bytes, str]:
    if not form["file"]:
        return urlencode(form["body"]).encode(), "application/x-www-form-urlencoded"
    from tests.factories.funding import receipt_image

    mark = uuid.uuid5(uuid.NAMESPACE_URL, form["key"]).hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form["body"].items()
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="till.jpg"'
    picture = receipt_image(size=(8, 8)).read()
    parts.append(f"--{mark}\r\n{head}\r\nContent-Type: image/jpeg\r\n\r\n".encode() + picture)
    parts.append(f"\r\n--{mark}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={mark}"
