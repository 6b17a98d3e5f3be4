"""The index of names is put in order after some hundred new ones (docs/decisions/0032)."""

import django.contrib.postgres.indexes
from django.db import migrations

BRIEFLY = [
    "ALTER INDEX resident_name_trigram SET (gin_pending_list_limit = 256)",
    "SELECT gin_clean_pending_list('resident_name_trigram')",
]
AS_BEFORE = "ALTER INDEX resident_name_trigram RESET (gin_pending_list_limit)"


class Migration(migrations.Migration):

    dependencies = [("residents", "0005_reference_prefix_of_its_own")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(sql=BRIEFLY, reverse_sql=AS_BEFORE)],
            state_operations=[
                migrations.RemoveIndex(model_name="resident", name="resident_name_trigram"),
                migrations.AddIndex(
                    model_name="resident",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search_name"],
                        gin_pending_list_limit=256,
                        name="resident_name_trigram",
                        opclasses=["gin_trgm_ops"],
                    ),
                ),
            ],
        )
    ]
