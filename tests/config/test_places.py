"""Where the local servers put things, and that they end when nobody needs them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.local_services import locks
from config.local_services import place as places

ROOT = Path(__file__).resolve().parents[2]


def command(*words, data_dir, **variables):
    return subprocess.run(
        [sys.executable, "-m", "config.local_services", *words],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data_dir), **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_long_path_gets_a_short_folder_for_sockets(tmp_path):
    place = places.find(tmp_path / ("deep" * 30))
    assert len(os.fsencode(place.redis_socket)) < 108
    assert not place.sockets.is_relative_to(tmp_path)


def test_an_empty_data_dir_is_the_default(monkeypatch):
    monkeypatch.setenv("DATA_DIR", "")
    assert places.data_dir() == ROOT / ".local"


@pytest.mark.parametrize("bad", [".", "..", "/"])
def test_the_checkout_itself_is_no_data_dir(monkeypatch, bad):
    monkeypatch.setenv("DATA_DIR", bad)
    with pytest.raises(ValueError, match="a folder of its own"):
        places.data_dir()


def test_reset_removes_nothing_that_is_not_ours(tmp_path):
    (tmp_path / "precious").write_text("keep me")
    refused = command("reset", data_dir=tmp_path)
    assert refused.returncode != 0
    assert (tmp_path / "precious").exists()


def test_somebody_elses_socket_folder_is_not_used(tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    link = tmp_path / "run"
    link.symlink_to(target)
    with pytest.raises(PermissionError):
        places.own_folder(link)


def test_a_lease_is_shared_and_ends_with_its_holder(tmp_path):
    place = places.find(tmp_path)
    alone = locks.in_use(place)
    locks.lease(place)
    assert not alone.take()
    locks.drop_lease(place)
    assert alone.take()
    alone.release()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that only root may enter")
def test_a_folder_only_root_may_enter_works_and_is_thrown_away_whole(tmp_path):
    tmp_path.chmod(0o700)
    data_dir = tmp_path / "data"
    started = command("ensure", data_dir=data_dir, LOCAL_SERVICES_LINGER="60")
    assert started.returncode == 0, started.stderr
    home = places.find(data_dir).home
    assert home.is_relative_to("/var/lib/community-bridge")
    assert command("reset", data_dir=data_dir).returncode == 0
    assert not home.exists()
    assert not data_dir.exists()


@pytest.mark.slow
def test_a_half_made_data_directory_is_made_anew_and_servers_end_when_unused(tmp_path):
    data_dir = tmp_path / "data"
    for folder in ("postgres", "postgres.making"):
        (data_dir / folder).mkdir(parents=True)
        (data_dir / folder / "half").write_text("")
    (data_dir / "place").write_text(f"{data_dir}\n")
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest" in str(folder):
            folder.chmod(0o755)
    started = command("ensure", data_dir=data_dir, LOCAL_SERVICES_LINGER="0")
    assert started.returncode == 0, started.stderr
    deadline = time.monotonic() + 20
    while "not running" not in command("status", data_dir=data_dir).stdout:
        assert time.monotonic() < deadline
    assert not (data_dir / "postgres.making").exists()
    assert command("reset", data_dir=data_dir).returncode == 0
