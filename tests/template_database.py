"""The migrated database is made once per set of migrations, then only copied.

Making it takes many seconds, a copy a fraction of one. It is named by a digest of all that
goes into it, so a changed migration makes a new one and the old is thrown away.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from config.local_services import place

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "template_bridge_"
PACKAGES = ("django", "django-allauth", "django-axes", "django-pghistory", "django-pgtrigger")


def name():
    """Its name, ready to be copied."""
    wanted = PREFIX + digest()
    with one_at_a_time(), closing(connect()) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        known = {row[0] for row in rows if row[0].startswith(PREFIX)}
        if wanted not in known:
            for old in known:
                drop(connection, old)
            make(connection, wanted)
    return wanted


def digest():
    """Over our migrations, the SQL they read, and the packages that bring migrations."""
    total = hashlib.sha256()
    patterns = ("*/migrations/*.py", "*/*_sql/*", "*/sql/*", "config/swift_migrations.py")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        if path.is_file():
            total.update(path.read_bytes())
    total.update(" ".join(map(version, PACKAGES)).encode())
    return total.hexdigest()[:16]


@contextmanager
def one_at_a_time():
    path = place.data_dir() / "template.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def connect():
    owner = settings.OWNER_DATABASE
    return psycopg.connect(
        host=owner["HOST"] or None,
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


def make(connection, wanted):
    """Migrate under another name; only what is whole gets the name that is looked for."""
    making = f"making_{wanted}"
    drop(connection, making)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(making))
    connection.execute(create)
    code = (
        "import sys; from django.conf import settings; import django; django.setup();"
        "settings.DATABASES['default']['NAME'] = settings.OWNER_DATABASE['NAME'] = sys.argv[1];"
        "from django.core.management import call_command;"
        "call_command('migrate', verbosity=0, interactive=False)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local"}
    subprocess.run([sys.executable, "-c", code, making], cwd=ROOT, env=env, check=True)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(rename.format(sql.Identifier(making), sql.Identifier(wanted)))


def drop(connection, database):
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
    )
