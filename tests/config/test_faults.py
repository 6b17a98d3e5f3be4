"""A house that is hurt: each part killed, the house killed, servers gone, then back.

Its data lie under a path with spaces that is far too long for a Unix socket.
"""

import os
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from config import local_services
from tests.config.houses import House

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.xdist_group("house"),
    pytest.mark.skipif(
        bool(os.environ.get("DATABASE_URL")), reason="these tests hurt the local servers"
    ),
]

FLIPS_WITHIN = 5.5  # five seconds, and the time of one question


@pytest.fixture(scope="module")
def house():
    root = Path(tempfile.mkdtemp(prefix="a house "))
    root.chmod(0o755)  # pytest's own folders are closed to the user who runs the servers
    folder = root / "with spaces" / ("and a very long way " * 6).strip()
    folder.mkdir(parents=True)
    local_services.ensure()
    house = House(folder / "data")
    house.fill()
    house.start()
    yield house
    house.stop()
    house.run("-m", "config.local_services", "reset")
    shutil.rmtree(root)


@pytest.fixture(autouse=True)
def _running(house):
    """Each test begins with a house that is well."""
    if house.process.poll() is not None:
        house.start()
    house.until(200, within=120)


def test_the_path_is_longer_than_a_socket_may_be(house):
    assert len(str(house.data_dir)) > 108
    assert " " in str(house.data_dir)


def test_servers_never_run_as_root(house):
    assert house.server("postgres").uids().real != 0 or os.geteuid() != 0
    assert all(house.server(name).uids().effective != 0 for name in ("postgres", "redis"))


def test_healthz_lives_and_readyz_names_nothing(house):
    assert house.ask("healthz")[0] == 200
    assert '"problems": {}' in house.ask("readyz")[1]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_killed_part_comes_back(house, name):
    before = house.part(name)
    before.kill()
    house.until_replaced(lambda: house.part(name), before)
    house.until(200, within=120)


def test_a_killed_postgres_comes_back_with_its_rows(house):
    house.sql("INSERT INTO django_session VALUES ('kept', 'words', now()) ON CONFLICT DO NOTHING")
    before = house.server("postgres")
    before.kill()
    before.wait(timeout=10)
    house.until_database(within=60)  # its last backends may answer the web a moment longer
    house.until(200, within=120)
    assert house.sql("SELECT session_data FROM django_session WHERE session_key = 'kept'")


def test_a_killed_redis_comes_back(house):
    house.server("redis").kill()
    house.until(200, within=120)


@pytest.mark.parametrize("name", ["redis", "worker"])
def test_readyz_names_a_part_that_hangs_within_five_seconds(house, name):
    process = house.server("redis") if name == "redis" else house.part("worker")
    process.suspend()
    try:
        assert house.until(503, within=20, names=name) < FLIPS_WITHIN
    finally:
        process.resume()
    house.until(200, within=120)


def test_pages_work_while_redis_is_away(house):
    process = house.server("redis")
    process.suspend()
    try:
        assert house.ask("accounts/login/")[0] == 200
        assert house.ask("healthz")[0] == 200
    finally:
        process.resume()


def test_a_killed_supervisor_of_the_servers_is_replaced(house):
    before = house.supervisor()
    before.kill()
    house.until_replaced(house.supervisor, before)
    house.until(200, within=120)


def test_a_second_start_in_the_same_folder_is_refused_in_one_sentence(house):
    second = House(house.data_dir).run("-m", "config.run")
    assert second.returncode != 0
    assert second.stderr.startswith("Community Bridge is already running from this folder")
    assert second.stderr.count("\n") == 1


def test_after_being_killed_itself_the_next_start_finds_everything(house):
    house.sql("INSERT INTO django_session VALUES ('stays', 'x', now()) ON CONFLICT DO NOTHING")
    old = {process.pid for process in house.everyone()}
    house.process.send_signal(signal.SIGKILL)
    house.process.wait()
    house.start()
    assert house.sql("SELECT count(*) FROM django_session WHERE session_key = 'stays'") == "1"
    servers = {p.pid for p in [house.supervisor(), *house.supervisor().children()]}
    left = [p for p in house.everyone() if p.pid in old - servers]
    assert left == []


def test_one_stop_ends_everything(house):
    assert len(house.everyone()) > 5
    assert house.stop() == 0
    deadline = time.monotonic() + 5
    while house.everyone() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [p.cmdline() for p in house.everyone()] == []


def test_everything_killed_at_once_still_recovers(house):
    for process in house.everyone():
        if process.pid != house.process.pid:
            with_it = process
            try:
                with_it.kill()
            except psutil.NoSuchProcess:
                continue
    house.process.kill()
    house.process.wait()
    house.start()
    assert int(house.sql("SELECT count(*) FROM django_migrations")) > 20


def test_a_port_in_use_is_one_clear_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        other = House(tmp_path / "data", port=taken.getsockname()[1])
        refused = other.run("-m", "config.run")
    assert refused.returncode != 0
    assert refused.stderr.startswith(f"Port {other.port} on 127.0.0.1 cannot be used")
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none_is_said(tmp_path, port):
    refused = House(tmp_path / "data", port=port).run("-m", "config.run")
    assert refused.returncode != 0
    assert "PORT must be a number" in refused.stderr
