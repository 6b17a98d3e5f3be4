"""Used places are counted by the database; what had been delivered before is delivered in full."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_buying_in_full")]

    operations = [
        migrations.RunSQL(
            sql=(SQL / "count_places.sql").read_text(),
            reverse_sql=(SQL / "undo_count_places.sql").read_text(),
        ),
        migrations.RunSQL(
            sql="UPDATE funding_purchase SET delivered_amount = amount"
            " WHERE status IN ('delivered', 'paid')",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
