"""The ledger's balances are written by the database alone (docs/decisions/0007)."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_rules")]

    operations = [
        migrations.RunSQL(
            sql=(SQL / "post_movements.sql").read_text(),
            reverse_sql=(SQL / "undo_post_movements.sql").read_text(),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                name="movement_correction_names_what",
                condition=models.Q(kind="correct", corrects__isnull=False)
                | (~models.Q(kind="correct") & models.Q(corrects__isnull=True)),
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                name="movement_names_its_purchase",
                condition=models.Q(kind__in=["correct", "grant", "return"])
                | models.Q(purchase__isnull=False),
            ),
        ),
    ]
