"""Whoever moves money of a fund waits in one queue for it (docs/decisions/0021)."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0010_shorter_locks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='movement',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='funding.fundingagreement'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='fund',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='funding.fund'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='out', to='funding.account'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='target',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='into', to='funding.account'),
        ),
        migrations.AlterField(
            model_name='purchaseshare',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='funding.fundingagreement'),
        ),
        migrations.RunSQL(
            sql=(SQL / "one_queue.sql").read_text(),
            reverse_sql=(SQL / "undo_one_queue.sql").read_text(),
        ),
    ]
