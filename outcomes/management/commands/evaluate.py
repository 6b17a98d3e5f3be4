"""manage.py evaluate --programme SLUG --as-of DATE --window-days N … --json OUT --pdf OUT"""

import datetime as dt
import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from core import clock
from core.errors import DomainError
from outcomes.evaluation.contract import as_json
from outcomes.evaluation.matched import DEFAULT, METHODS
from outcomes.management.commands._files import programme_called
from outcomes.models import Cohort
from outcomes.prices import Prices, editions
from outcomes.services import costs, evaluating, runs
from outcomes.services.prices import NHSCII, load_reference_indices


def day(text: str) -> dt.date:
    """An ISO date; argparse names the wrong one."""
    return dt.date.fromisoformat(text)


def check_writable(path: Path) -> None:
    """Refuse before anything is worked out what could not be written in the end."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise CommandError(f"There is no folder {path.parent} to write {path.name} into.")
    if path.is_dir():
        raise CommandError(f"{path} is a folder. Name the file to write.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise CommandError(f"{path} cannot be written to.")


class Command(BaseCommand):
    help = "Evaluate a programme or an imported list; needs no worker."

    def add_arguments(self, parser):
        parser.add_argument("--programme", required=True, help="the programme's slug")
        parser.add_argument("--as-of", required=True, type=day, help="data cut-off, 2025-10-31")
        parser.add_argument("--window-days", required=True, type=int, help="days each side")
        parser.add_argument("--cohort", help="the name of an imported list; else the own cases")
        parser.add_argument("--comparison", help="the name of an imported comparison list")
        parser.add_argument("--prices-of", metavar="YEAR", help="one year's prices, 2024/25")
        parser.add_argument("--index", default=NHSCII, help=f"price index, else {NHSCII}")
        parser.add_argument("--edition", help="of the index, else the newest")
        parser.add_argument("--matching", choices=METHODS, default=DEFAULT,
                            help="how people of the comparison list are matched")  # fmt: skip
        parser.add_argument("--json", type=Path, required=True, help="where to write the JSON")
        parser.add_argument("--pdf", type=Path, help="where to write the PDF")

    def handle(self, *args, **options):
        for path in filter(None, (options["json"], options["pdf"])):
            check_writable(path)
        try:
            with transaction.atomic():
                self._one_snapshot()
                run = self._run(programme_called(options["programme"]), options)
        except DomainError as refusal:
            raise CommandError(str(refusal.message)) from None
        self._write(run, options)

    def _one_snapshot(self):
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET LOCAL work_mem = '128MB'")

    def _run(self, programme, options):
        costs.load_reference_costs()
        load_reference_indices()
        self.stderr.write("freezing and working out …")
        run = runs.ask_for(
            programme,
            by=None,
            at=clock.now(),
            as_of=options["as_of"],
            window_days=options["window_days"],
            cohort=self._list(programme, options["cohort"], comparison=False),
            comparison=self._list(programme, options["comparison"], comparison=True),
            prices=self._prices(options),
            matching=options["matching"],
            background=False,
        )
        return evaluating.evaluate(run)

    def _prices(self, options) -> Prices | None:
        year, name, edition = options["prices_of"], options["index"], options["edition"]
        if year is None:
            return None
        loaded = [each for each in editions() if each.name == name]
        found = next((each for each in loaded if edition in (None, each.edition)), None)
        if found is None or year not in found.years:
            known = "; ".join(f"{each.edition}: {', '.join(each.years)}" for each in loaded)
            raise CommandError(f"{name} does not lead to {year}. It has: {known or 'nothing'}.")
        return Prices(year, found)

    def _list(self, programme, name: str | None, *, comparison: bool) -> Cohort | None:
        if name is None:
            return None
        found = programme.cohorts.filter(name=name, is_comparison=comparison).first()
        if found is None:
            lists = programme.cohorts.filter(is_comparison=comparison).order_by("name")
            known = ", ".join(lists.values_list("name", flat=True)) or "none yet"
            kind = "comparison list" if comparison else "list"
            raise CommandError(f"There is no {kind} “{name}”. There are: {known}.")
        return found

    def _write(self, run, options):
        cut = evaluating.frozen(run)
        content = as_json(cut, run.results)
        options["json"].write_text(
            json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        if options["pdf"]:
            with run.pdf.open("rb") as pdf:
                options["pdf"].write_bytes(pdf.read())
        cohort = content["cohort"]
        self.stdout.write(
            f"{run.reference}: {cohort['complete_follow_up']} of {cohort['people']} people, "
            f"design grade {content['design_grade']}, fingerprint {content['fingerprint']}"
        )
