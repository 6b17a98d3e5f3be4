"""A busy fund's accounts are locked last and held shortly (docs/decisions/0021)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):
    dependencies = [("funding", "0009_indexes_that_are_read")]

    operations = [
        migrations.RunSQL(
            sql=(SQL / "shorter_locks.sql").read_text(),
            reverse_sql=(SQL / "undo_shorter_locks.sql").read_text(),
        )
    ]
