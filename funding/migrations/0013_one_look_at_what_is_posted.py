"""What is posted is looked at once, and indexes hold what is read (docs/decisions/0031)."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_signposts_have_a_prefix_of_their_own'),
        ('funding', '0012_order_lines'),
        ('programmes', '0005_measures_in_full'),
        ('providers', '0009_search_indexes_in_order'),
        ('referrals', '0003_where_it_came_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='movement',
            name='at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='movement',
            name='fund',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='funding.fund'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='invoice',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='funding.invoice'),
        ),
        migrations.AlterField(
            model_name='movement',
            name='purchase',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='funding.purchase'),
        ),
        migrations.AlterField(
            model_name='purchase',
            name='again_of',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='funding.purchase'),
        ),
        migrations.AlterField(
            model_name='purchase',
            name='barrier',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='purchases', to='referrals.barrier'),
        ),
        migrations.AlterField(
            model_name='purchase',
            name='item',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='providers.catalogueitem'),
        ),
        migrations.AlterField(
            model_name='purchase',
            name='need',
            field=models.ForeignKey(blank=True, db_index=False, help_text='What a purchase for a group serves; others name goal or barrier.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.needdomain'),
        ),
        migrations.AlterField(
            model_name='purchase',
            name='policy',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.policy'),
        ),
        migrations.AlterField(
            model_name='purchaseshare',
            name='purchase',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='funding.purchase'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['fund', 'at'], name='movement_of_fund'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(condition=models.Q(('invoice__isnull', False)), fields=['invoice'], name='movement_of_invoice'),
        ),
        migrations.AddIndex(
            model_name='purchase',
            index=models.Index(condition=models.Q(('item__isnull', False)), fields=['item'], name='purchase_of_item'),
        ),
        migrations.AddIndex(
            model_name='purchase',
            index=models.Index(condition=models.Q(('barrier__isnull', False)), fields=['barrier'], name='purchase_of_barrier'),
        ),
        migrations.AddIndex(
            model_name='purchase',
            index=models.Index(condition=models.Q(('need__isnull', False)), fields=['need'], name='purchase_of_need'),
        ),
        migrations.AddIndex(
            model_name='purchase',
            index=models.Index(condition=models.Q(('again_of__isnull', False)), fields=['again_of'], name='purchase_again_of'),
        ),
        migrations.RunSQL(
            sql=(SQL / "one_look.sql").read_text(),
            reverse_sql=(SQL / "undo_one_look.sql").read_text(),
        ),
    ]
