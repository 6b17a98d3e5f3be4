"""Orders by quantity: lines that come to the price, counted by the database."""

from pathlib import Path

import core.money
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


SQL = Path(__file__).resolve().parents[1] / "ledger_sql"


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0011_one_queue_for_a_fund'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvoiceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveSmallIntegerField()),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.invoice')),
            ],
            options={
                'verbose_name': 'line of an invoice',
            },
        ),
        migrations.CreateModel(
            name='OrderLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=160)),
                ('quantity', models.PositiveSmallIntegerField(verbose_name='how many')),
                ('unit_price', core.money.MoneyField(decimal_places=2, max_digits=12, verbose_name='price each')),
                ('delivered', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Counted by the database from the deliveries.')),
                ('invoiced', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Counted by the database from the invoices that were not withdrawn.')),
                ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.purchase')),
            ],
            options={
                'verbose_name': 'line of an order',
            },
        ),
        migrations.CreateModel(
            name='InvoiceLineVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('quantity', models.PositiveSmallIntegerField()),
                ('invoice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.invoice')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='funding.invoiceline')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.orderline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='invoiceline',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='funding.orderline'),
        ),
        migrations.CreateModel(
            name='DeliveryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveSmallIntegerField()),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.delivery')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='funding.orderline')),
            ],
            options={
                'verbose_name': 'line of a delivery',
            },
        ),
        migrations.CreateModel(
            name='OrderLineVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=160)),
                ('quantity', models.PositiveSmallIntegerField(verbose_name='how many')),
                ('unit_price', core.money.MoneyField(decimal_places=2, max_digits=12, verbose_name='price each')),
                ('delivered', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Counted by the database from the deliveries.')),
                ('invoiced', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Counted by the database from the invoices that were not withdrawn.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='funding.orderline')),
                ('purchase', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.purchase')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_price', core.money.MoneyField(decimal_places=2, max_digits=12, verbose_name='price each')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='funding.orderline')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.quote')),
            ],
            options={
                'verbose_name': 'line of a price',
            },
        ),
        migrations.CreateModel(
            name='QuoteLineVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('unit_price', core.money.MoneyField(decimal_places=2, max_digits=12, verbose_name='price each')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.orderline')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='funding.quoteline')),
                ('quote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.quote')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.UniqueConstraint(fields=('purchase', 'position'), name='order_line_once'),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('unit_price__gt', 0)), name='order_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.CheckConstraint(condition=models.Q(('delivered__lte', models.F('quantity'))), name='order_line_delivered_within_ordered'),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.CheckConstraint(condition=models.Q(('invoiced__lte', models.F('delivered'))), name='order_line_invoiced_within_delivered'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_orderlineversion" ("delivered", "id", "invoiced", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purchase_id", "quantity", "unit_price", "what") VALUES (NEW."delivered", NEW."id", NEW."invoiced", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."purchase_id", NEW."quantity", NEW."unit_price", NEW."what"); RETURN NULL;', hash='ae2d41ed264bf558d60211af442eb8a456558abe', operation='INSERT', pgid='pgtrigger_insert_insert_aff8b', table='funding_orderline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_orderlineversion" ("delivered", "id", "invoiced", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purchase_id", "quantity", "unit_price", "what") VALUES (NEW."delivered", NEW."id", NEW."invoiced", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."purchase_id", NEW."quantity", NEW."unit_price", NEW."what"); RETURN NULL;', hash='37c880279e4cbad48fd77ef6cfe1ae9acd2f9870', operation='UPDATE', pgid='pgtrigger_update_update_13832', table='funding_orderline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_orderlineversion" ("delivered", "id", "invoiced", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purchase_id", "quantity", "unit_price", "what") VALUES (OLD."delivered", OLD."id", OLD."invoiced", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."purchase_id", OLD."quantity", OLD."unit_price", OLD."what"); RETURN NULL;', hash='3c55b6880e9861977126ed2fbf29f15136fcca30', operation='DELETE', pgid='pgtrigger_delete_delete_5418f', table='funding_orderline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicelineversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9ad9fdd2a913a22438b9574d1642859a678593bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_de0af', table='funding_invoicelineversion', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='invoiceline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='invoice_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='invoiceline',
            constraint=models.UniqueConstraint(fields=('invoice', 'line'), name='invoice_line_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoiceline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_invoicelineversion" ("id", "invoice_id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (NEW."id", NEW."invoice_id", NEW."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quantity"); RETURN NULL;', hash='1f0abf87d9ffcf551e7595c0e39662950d9fffc5', operation='INSERT', pgid='pgtrigger_insert_insert_8aa5b', table='funding_invoiceline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoiceline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_invoicelineversion" ("id", "invoice_id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (NEW."id", NEW."invoice_id", NEW."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quantity"); RETURN NULL;', hash='77ab51b16311ab961090d549b92daedd3adebb35', operation='UPDATE', pgid='pgtrigger_update_update_34afa', table='funding_invoiceline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoiceline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_invoicelineversion" ("id", "invoice_id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (OLD."id", OLD."invoice_id", OLD."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quantity"); RETURN NULL;', hash='568441f91b2ace2b05aa62339197885d7f941085', operation='DELETE', pgid='pgtrigger_delete_delete_19065', table='funding_invoiceline', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='deliveryline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='delivery_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='deliveryline',
            constraint=models.UniqueConstraint(fields=('delivery', 'line'), name='delivery_line_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deliveryline',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='25a73da25c0e4e9618bbfe767b7d3f2ea47ba4ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8f506', table='funding_deliveryline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orderlineversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd2191a743bc7c218636cecb40f48654d32d74be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ea517', table='funding_orderlineversion', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('unit_price__gt', 0)), name='quote_line_positive'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.UniqueConstraint(fields=('quote', 'line'), name='quote_line_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_quotelineversion" ("id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "unit_price") VALUES (NEW."id", NEW."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quote_id", NEW."unit_price"); RETURN NULL;', hash='7ba9766e03fa828b8c3490bca46fc0a5fd21e546', operation='INSERT', pgid='pgtrigger_insert_insert_63e58', table='funding_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_quotelineversion" ("id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "unit_price") VALUES (NEW."id", NEW."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quote_id", NEW."unit_price"); RETURN NULL;', hash='8baf8bf63ed873e995fb455cc20764d34e09b11c', operation='UPDATE', pgid='pgtrigger_update_update_13d94', table='funding_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "funding_quotelineversion" ("id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "unit_price") VALUES (OLD."id", OLD."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quote_id", OLD."unit_price"); RETURN NULL;', hash='dc098ebb032c69f6185356e2eac0d40b8f3fa7b5', operation='DELETE', pgid='pgtrigger_delete_delete_1d5bc', table='funding_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotelineversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d7144227aa6bbf0402265cc665ca6e4e581432e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_90b86', table='funding_quotelineversion', when='BEFORE')),
        ),
        migrations.RunSQL(
            sql=(SQL / "order_lines.sql").read_text(),
            reverse_sql=(SQL / "undo_order_lines.sql").read_text(),
        ),
    ]
