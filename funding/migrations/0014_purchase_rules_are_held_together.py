"""A purchase's rules are read once a connection; versions' indexes hold what is filled (0031)."""

import core.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_signposts_have_a_prefix_of_their_own'),
        ('funding', '0013_one_look_at_what_is_posted'),
        ('programmes', '0005_measures_in_full'),
        ('providers', '0009_search_indexes_in_order'),
        ('referrals', '0003_where_it_came_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_category_known',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_approved_at_approved_by_follow_status',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_ordered_at_ordered_by_follow_status',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_delivered_at_delivered_by_follow_status',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_approved_at_approved_by_paired',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_refused_at_refused_by_paired',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_ordered_at_ordered_by_paired',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_delivered_at_delivered_by_paired',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_cancelled_at_cancelled_by_paired',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_refused_at_refused_by_follow_status',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_cancelled_at_cancelled_by_follow_status',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_requested_at_before_approved_at',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_ordered_at_before_delivered_at',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_amount_positive',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_for_person_or_group',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_above_first_tier_not_self_approved',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_personal_budget_names_case',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_way_known',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_delivered_within_price',
        ),
        migrations.RemoveConstraint(
            model_name='purchase',
            name='purchase_refunded_within_price',
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='again_of',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.purchase'),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='barrier',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='referrals.barrier'),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='cancelled_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='delivered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='providers.catalogueitem'),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='need',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='What a purchase for a group serves; others name goal or barrier.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programmes.needdomain'),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='ordered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='provider',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='Empty when a worker buys it in a shop and keeps the receipt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='providers.provider'),
        ),
        migrations.AlterField(
            model_name='purchaseversion',
            name='refused_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('item__isnull', False)), fields=['item'], name='purchase_v_item'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('provider__isnull', False)), fields=['provider'], name='purchase_v_provider'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('barrier__isnull', False)), fields=['barrier'], name='purchase_v_barrier'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('need__isnull', False)), fields=['need'], name='purchase_v_need'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('again_of__isnull', False)), fields=['again_of'], name='purchase_v_again_of'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('refused_by__isnull', False)), fields=['refused_by'], name='purchase_v_refused_by'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('ordered_by__isnull', False)), fields=['ordered_by'], name='purchase_v_ordered_by'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('delivered_by__isnull', False)), fields=['delivered_by'], name='purchase_v_delivered_by'),
        ),
        migrations.AddIndex(
            model_name='purchaseversion',
            index=models.Index(condition=models.Q(('cancelled_by__isnull', False)), fields=['cancelled_by'], name='purchase_v_cancelled_by'),
        ),
        migrations.AddConstraint(
            model_name='purchase',
            constraint=core.constraints.HeldTogether(checks=(models.CheckConstraint(condition=models.Q(('status__in', ['approved', 'cancelled', 'delivered', 'ordered', 'paid', 'refused', 'requested'])), name='purchase_status_known'), models.CheckConstraint(condition=models.Q(('category__in', ['aids', 'cleaning', 'digital', 'food', 'furniture', 'groups', 'other', 'support', 'transport', 'warmth'])), name='purchase_category_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'delivered', 'ordered', 'paid']), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='purchase_approved_at_approved_by_follow_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['delivered', 'ordered', 'paid']), _negated=True), models.Q(('ordered_at__isnull', False), ('ordered_by__isnull', False)), _connector='OR'), name='purchase_ordered_at_ordered_by_follow_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['delivered', 'paid']), _negated=True), models.Q(('delivered_at__isnull', False), ('delivered_by__isnull', False)), _connector='OR'), name='purchase_delivered_at_delivered_by_follow_status'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), _connector='OR'), name='purchase_approved_at_approved_by_paired'), models.CheckConstraint(condition=models.Q(models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), models.Q(('refused_at__isnull', True), ('refused_by__isnull', True)), _connector='OR'), name='purchase_refused_at_refused_by_paired'), models.CheckConstraint(condition=models.Q(models.Q(('ordered_at__isnull', False), ('ordered_by__isnull', False)), models.Q(('ordered_at__isnull', True), ('ordered_by__isnull', True)), _connector='OR'), name='purchase_ordered_at_ordered_by_paired'), models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', False), ('delivered_by__isnull', False)), models.Q(('delivered_at__isnull', True), ('delivered_by__isnull', True)), _connector='OR'), name='purchase_delivered_at_delivered_by_paired'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), _connector='OR'), name='purchase_cancelled_at_cancelled_by_paired'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['refused']), _negated=True), models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), _connector='OR'), name='purchase_refused_at_refused_by_follow_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['cancelled']), _negated=True), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='purchase_cancelled_at_cancelled_by_follow_status'), models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('requested_at__isnull', True), ('approved_at__gte', models.F('requested_at')), _connector='OR'), name='purchase_requested_at_before_approved_at'), models.CheckConstraint(condition=models.Q(('delivered_at__isnull', True), ('ordered_at__isnull', True), ('delivered_at__gte', models.F('ordered_at')), _connector='OR'), name='purchase_ordered_at_before_delivered_at'), models.CheckConstraint(condition=models.Q(('way__in', ['', 'again', 'full', 'light'])), name='purchase_way_known'), models.CheckConstraint(condition=models.Q(('delivered_amount__gte', 0), ('delivered_amount__lte', models.F('amount'))), name='purchase_delivered_within_price'), models.CheckConstraint(condition=models.Q(('refunded__gte', 0), ('refunded__lte', models.F('amount'))), name='purchase_refunded_within_price'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='purchase_amount_positive'), models.CheckConstraint(condition=models.Q(('case__isnull', False), models.Q(('group_name', ''), _negated=True), _connector='OR'), name='purchase_for_person_or_group'), models.CheckConstraint(condition=models.Q(('tier', 1), ('approved_by__isnull', True), models.Q(('approved_by', models.F('requested_by')), _negated=True), _connector='OR'), name='purchase_above_first_tier_not_self_approved'), models.CheckConstraint(condition=models.Q(('from_personal_budget', False), ('case__isnull', False), _connector='OR'), name='purchase_personal_budget_names_case')), name='purchase_holds'),
        ),
    ]
