"""A signpost's reference is told from an invoice's by its letters."""

from django.db import migrations

import core.references


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_who_wrote_by_link")]

    operations = [
        migrations.AlterField(
            model_name="signpost",
            name="reference",
            field=core.references.ReferenceField(max_length=12, prefix="CBSP"),
        ),
    ]
