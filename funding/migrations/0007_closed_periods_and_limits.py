"""Closed periods take no movement, and no agreement gives more than was agreed (decision 0016)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):
    dependencies = [("funding", "0006_agreements_claims_and_periods")]

    operations = [
        migrations.RunSQL(
            sql=(SQL / "periods_and_limits.sql").read_text(),
            reverse_sql=(SQL / "undo_periods_and_limits.sql").read_text(),
        ),
    ]
