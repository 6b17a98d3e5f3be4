"""The demo sign-ins, as printed once the service is ready."""

import os

from config.refusals import DEMO_DOMAIN

PEOPLE = {
    "ward": "refers from Russells Hall",
    "crew": "refers from an ambulance",
    "linkworker": "works with residents",
    "teamlead": "triages and allocates",
    "manager": "runs the programme and its evaluation",
    "finance": "pays and reconciles",
    "provider": "answers placements and orders",
    "driver": "brings residents home",
    "funder": "reads a statement",
    "analyst": "imports activity, runs evaluations",
    "governor": "reads what reports say to governors",
    "governance": "reads the audit",
    "admin": "invites people",
}


def sign_ins():
    password = os.environ.get("DEMO_PASSWORD") or "bridge-demo-only"
    rows = [f"  {name + '@' + DEMO_DOMAIN:<45}{does}" for name, does in PEOPLE.items()]
    return "\n".join(["Demo sign-ins, all with the password " + password, *rows])
