"""Where the local PostgreSQL and Redis keep their data and their sockets.

Everything lies under DATA_DIR (``.local``), with two exceptions. A Unix socket's path must
stay under 108 bytes, so a very long checkout path gets a short socket directory in the
system's temporary folder. And servers never run as root: when root works in a folder that
only root may enter, the unprivileged user could reach neither data nor programs, so both
go to ``/var/lib/community-bridge``. The choice is written down in ``DATA_DIR/place`` so
that data once made is found again even if the permissions above it change.
"""

import contextlib
import hashlib
import os
import pwd
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOCKET_PATH_LIMIT = 100
SERVER_USER = "nobody"


@dataclass(frozen=True)
class Place:
    """The folders of one DATA_DIR."""

    data_dir: Path
    home: Path
    sockets: Path

    @property
    def postgres_data(self):
        return self.home / "postgres"

    @property
    def redis_data(self):
        return self.home / "redis"

    @property
    def programs(self):
        """Where server programs are copied when the unprivileged user cannot reach ours."""
        return self.home / "programs"

    @property
    def redis_socket(self):
        return self.sockets / "redis.sock"

    @property
    def log(self):
        return self.data_dir / "log"


def data_dir():
    """DATA_DIR as an absolute path; relative ones are counted from the checkout."""
    path = (REPOSITORY / (os.environ.get("DATA_DIR") or ".local")).resolve()
    if path == REPOSITORY or path in REPOSITORY.parents:
        raise ValueError(f"DATA_DIR must be a folder of its own, not {path}.")
    return path


def find(path=None):
    """The place of a DATA_DIR. Reads only; nothing is created."""
    root = Path(path).resolve() if path else data_dir()
    note = root / "place"
    if note.exists():
        home = Path(note.read_text(encoding="utf-8").strip())
    elif not runs_as_root() or open_to_all(root):
        home = root
    else:
        home = Path("/var/lib/community-bridge") / digest(root)
    return Place(data_dir=root, home=home, sockets=socket_folder(home))


def socket_folder(home):
    """The folder for sockets: under the data when the path is short enough."""
    folder = home / "run"
    if len(os.fsencode(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
        return folder
    return Path(tempfile.gettempdir()) / f"bridge-{os.geteuid()}-{digest(home)}"


def secret_key():
    """A secret of this DATA_DIR's own, made once; for a process alone if there is none yet."""
    fresh = secrets.token_urlsafe(64)
    path = data_dir() / "secret-key"
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(fresh)
    try:
        return path.read_text(encoding="utf-8").strip() or fresh
    except OSError:
        return fresh


def prepare(place):
    """Create the folders, each open to those who need it and nobody else."""
    for folder in (place.data_dir, place.home, place.log):
        folder.mkdir(parents=True, exist_ok=True)
    place.home.chmod(0o711)
    (place.data_dir / "place").write_text(f"{place.home}\n", encoding="utf-8")
    own_folder(place.sockets)
    own_folder(place.redis_data)


def own_folder(folder):
    """A folder for the server's user alone. Refuses one that someone else put there first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    user = server_user()
    owner = folder.lstat().st_uid
    if folder.is_symlink() or owner not in {os.geteuid(), user.pw_uid}:
        raise PermissionError(f"{folder} belongs to somebody else; remove it and start again.")
    if owner != user.pw_uid:
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)


def server_user():
    """Who runs the servers: ourselves, or an unprivileged account when we are root."""
    if not runs_as_root():
        return pwd.getpwuid(os.geteuid())
    return pwd.getpwnam(SERVER_USER)


def runs_as_root():
    return os.geteuid() == 0


def open_to_all(path):
    """May every account pass through the folders above ``path`` (and it, if it exists)?"""
    return all(not p.exists() or p.stat().st_mode & 0o001 for p in [path.parent, *path.parents])


def digest(path):
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
