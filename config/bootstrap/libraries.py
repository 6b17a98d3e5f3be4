"""Libraries of the operating system that no Python package can bring."""

import ctypes
import os
import shutil
import sys

from config.bootstrap.commands import run, say, works
from config.bootstrap.state import Stop

PANGO = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
}
HOMEBREW = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pango():
    """Pango draws the PDFs. Install it when we may, else name the command."""
    if not all(_loads(name) for name in PANGO.get(sys.platform, ())):
        install(
            what="Pango, which draws the PDFs,",
            debian="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            fedora="pango harfbuzz",
            macos="pango",
        )


def chromium():
    """The browser tests drive the distribution's own Chromium."""
    if browser() is None:
        install(
            what="Chromium, which the browser tests drive,",
            debian="chromium",
            fedora="chromium",
            macos="--cask chromium",
        )


def browser():
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def install(*, what, debian, fedora, macos):
    """Install with apt-get where we are root on Debian; otherwise say how."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {debian} …")
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-y", "--no-install-recommends", *debian.split()]
        if not works(["apt-get", "--version"]) or not _apt(command, env):
            raise Stop(_how(what, debian, fedora, macos))
        return
    raise Stop(_how(what, debian, fedora, macos))


def _apt(command, env):
    """Refresh the list only if installing without doing so fails: it takes a while."""
    try:
        run(command, failed="", env=env)
    except Stop:
        try:
            run(["apt-get", "update", "-q"], failed="", env=env)
            run(command, failed="", env=env)
        except Stop:
            return False
    return True


def _how(what, debian, fedora, macos):
    return (
        f"{what} is missing. Install it with “sudo apt-get install {debian}” (Debian, Ubuntu), "
        f"“sudo dnf install {fedora}” (Fedora) or “brew install {macos}” (macOS), "
        "then run this again."
    )


def _loads(name):
    for folder in HOMEBREW:
        try:
            ctypes.CDLL(folder + name)
        except OSError:
            continue
        return True
    return False
