"""The same work in django-hordak, on the same server in the same minutes, in a process of its own
(its tables need settings of their own).

One promise over four funders is one Transaction with eight Legs, written in its quickest way
(`bulk_create`); its deferred trigger checks that they sum to zero. It keeps no balance and knows
no limit. `unchecked` does without; `checked` asks the four balances first, as an application would
have to, which slows as legs gather, and still lets two who ask at once spend the same pound:
`spend_out` counts that.
"""

import json
import os
import subprocess
import sys

MODULE = "tests.bench.hordak"


def run(*, processes: int, seconds: float) -> dict:
    """Promises a second, without and with asking the balances first."""
    return _ask("run", processes, seconds)


def spend_out(seconds: float) -> dict:
    """The lowest of four accounts of £250 when sixteen have spent until their check said no."""
    return _ask("spend_out", 16, seconds)


def _ask(*words) -> dict:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": f"{MODULE}.settings"}
    command = [sys.executable, "-m", MODULE, *map(str, words)]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])
