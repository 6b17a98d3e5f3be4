"""A link's reference is told from a volunteer's by its letters."""

from django.db import migrations

import core.references


class Migration(migrations.Migration):
    dependencies = [("core", "0003_partner_links")]

    operations = [
        migrations.AlterField(
            model_name="partnerlink",
            name="reference",
            field=core.references.ReferenceField(max_length=12, prefix="CBPL"),
        ),
    ]
