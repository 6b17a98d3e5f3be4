"""``make run`` and development: a demo on this machine, on local servers unless named."""

from socket import gethostname

from config import environment, local_services, servers
from config.local_services.place import secret_key
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS

DEBUG = environment.flag("DEBUG")
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DEMO_PASSWORD = environment.text("DEMO_PASSWORD", "bridge-demo-only")
MFA_REQUIRED = False
ALLOW_SYNTHETIC_NHS_NUMBERS = True  # 9xx xxx xxxx, for the demo and the tests only
LOCAL_SERVICES = local_services.needed()

SECRET_KEY = environment.text("SECRET_KEY") or secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", gethostname()]
ALLOWED_HOSTS += environment.words("HOST") + environment.words("ALLOWED_HOSTS")

SITE_URL = f"http://{environment.text('HOST', '127.0.0.1')}:{environment.text('PORT', '8000')}"

_NAMED = environment.text("DATABASE_URL")
globals().update(
    servers.settings(
        database_url=_NAMED or local_services.database_url(),
        migration_database_url=environment.text("MIGRATION_DATABASE_URL")
        or _NAMED
        or local_services.migration_database_url(),
        redis_url=environment.text("REDIS_URL") or local_services.redis_url(),
    )
)
DANGER_NUMBER = environment.text("DANGER_NUMBER", "0113 496 0140")
