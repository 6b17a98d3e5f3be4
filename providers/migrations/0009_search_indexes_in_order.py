"""The indexes of the search are kept in order with each write (docs/decisions/0022)."""

import django.contrib.postgres.indexes
from django.db import migrations

INDEXES = (
    "service_words",
    "service_districts",
    "service_place_districts",
    "service_slots",
    "service_need_ids",
    "service_access_suits",
)
IN_ORDER = [
    statement
    for name in INDEXES
    for statement in (
        f"ALTER INDEX {name} SET (fastupdate = off)",
        f"SELECT gin_clean_pending_list('{name}')",
    )
]
AS_BEFORE = [f"ALTER INDEX {name} RESET (fastupdate)" for name in INDEXES]


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0005_measures_in_full"),
        ("providers", "0008_words_and_needs_for_the_search"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(sql=IN_ORDER, reverse_sql=AS_BEFORE)],
            state_operations=[
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_districts",
                ),
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_words",
                ),
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_place_districts",
                ),
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_slots",
                ),
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_access_suits",
                ),
                migrations.RemoveIndex(
                    model_name="service",
                    name="service_need_ids",
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search_words"], name="service_words"
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["postcode_districts"], name="service_districts"
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["place_districts"], name="service_place_districts"
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["slots"], name="service_slots"
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["need_ids"], name="service_need_ids"
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["access", "suits"], name="service_access_suits"
                    ),
                ),
            ],
        ),
    ]
