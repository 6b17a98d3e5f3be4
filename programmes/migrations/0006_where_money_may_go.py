"""Needs that money is spent on, and how far spending may run ahead, by programme policy."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0005_measures_in_full'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='policy',
            name='advance_percent',
            field=models.PositiveSmallIntegerField(db_default=100, default=100, help_text='Share of what a funder agreed that may be set free before it is paid in.', verbose_name='percent that may be spent ahead'),
        ),
        migrations.AddField(
            model_name='policy',
            name='spend_needs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, db_default=models.Value('{}'), default=list, help_text='Codes of the needs that a purchase must serve one of; empty for any.', size=None, verbose_name='needs that money is spent on'),
        ),
        migrations.AddField(
            model_name='policyversion',
            name='advance_percent',
            field=models.PositiveSmallIntegerField(db_default=100, default=100, help_text='Share of what a funder agreed that may be set free before it is paid in.', verbose_name='percent that may be spent ahead'),
        ),
        migrations.AddField(
            model_name='policyversion',
            name='spend_needs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, db_default=models.Value('{}'), default=list, help_text='Codes of the needs that a purchase must serve one of; empty for any.', size=None, verbose_name='needs that money is spent on'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_policyversion" ("advance_percent", "approval_tiers", "barrier_codes", "caseload_weight_limit", "closure_reasons", "contact_days", "effective_from", "first_contact_working_days", "follow_up_months", "id", "instrument_codes", "look_back_percent", "made_at", "made_by_id", "measure_days_after", "measure_days_before", "measure_points", "need_codes", "panel_above", "panel_majority", "panel_quorum", "pause_on_readmission", "personal_budget_cap", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_answer_hours", "placement_expiry_days", "placement_last_reminder_percent", "placement_reminder_percent", "plan_weeks", "programme_id", "quote_days", "quotes_above", "quotes_wanted", "reason", "reference", "referral_sources", "response_hours", "review_days", "same_day_limit", "settle_within_hours", "spend_needs", "staff_cost_per_year", "urgent_response_hours", "watch_days") VALUES (NEW."advance_percent", NEW."approval_tiers", NEW."barrier_codes", NEW."caseload_weight_limit", NEW."closure_reasons", NEW."contact_days", NEW."effective_from", NEW."first_contact_working_days", NEW."follow_up_months", NEW."id", NEW."instrument_codes", NEW."look_back_percent", NEW."made_at", NEW."made_by_id", NEW."measure_days_after", NEW."measure_days_before", NEW."measure_points", NEW."need_codes", NEW."panel_above", NEW."panel_majority", NEW."panel_quorum", NEW."pause_on_readmission", NEW."personal_budget_cap", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."placement_answer_hours", NEW."placement_expiry_days", NEW."placement_last_reminder_percent", NEW."placement_reminder_percent", NEW."plan_weeks", NEW."programme_id", NEW."quote_days", NEW."quotes_above", NEW."quotes_wanted", NEW."reason", NEW."reference", NEW."referral_sources", NEW."response_hours", NEW."review_days", NEW."same_day_limit", NEW."settle_within_hours", NEW."spend_needs", NEW."staff_cost_per_year", NEW."urgent_response_hours", NEW."watch_days"); RETURN NULL;', hash='4b09bd4f7655b31a2a6e1d0f517f9f809f5dab31', operation='INSERT', pgid='pgtrigger_insert_insert_e460f', table='programmes_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_policyversion" ("advance_percent", "approval_tiers", "barrier_codes", "caseload_weight_limit", "closure_reasons", "contact_days", "effective_from", "first_contact_working_days", "follow_up_months", "id", "instrument_codes", "look_back_percent", "made_at", "made_by_id", "measure_days_after", "measure_days_before", "measure_points", "need_codes", "panel_above", "panel_majority", "panel_quorum", "pause_on_readmission", "personal_budget_cap", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_answer_hours", "placement_expiry_days", "placement_last_reminder_percent", "placement_reminder_percent", "plan_weeks", "programme_id", "quote_days", "quotes_above", "quotes_wanted", "reason", "reference", "referral_sources", "response_hours", "review_days", "same_day_limit", "settle_within_hours", "spend_needs", "staff_cost_per_year", "urgent_response_hours", "watch_days") VALUES (NEW."advance_percent", NEW."approval_tiers", NEW."barrier_codes", NEW."caseload_weight_limit", NEW."closure_reasons", NEW."contact_days", NEW."effective_from", NEW."first_contact_working_days", NEW."follow_up_months", NEW."id", NEW."instrument_codes", NEW."look_back_percent", NEW."made_at", NEW."made_by_id", NEW."measure_days_after", NEW."measure_days_before", NEW."measure_points", NEW."need_codes", NEW."panel_above", NEW."panel_majority", NEW."panel_quorum", NEW."pause_on_readmission", NEW."personal_budget_cap", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."placement_answer_hours", NEW."placement_expiry_days", NEW."placement_last_reminder_percent", NEW."placement_reminder_percent", NEW."plan_weeks", NEW."programme_id", NEW."quote_days", NEW."quotes_above", NEW."quotes_wanted", NEW."reason", NEW."reference", NEW."referral_sources", NEW."response_hours", NEW."review_days", NEW."same_day_limit", NEW."settle_within_hours", NEW."spend_needs", NEW."staff_cost_per_year", NEW."urgent_response_hours", NEW."watch_days"); RETURN NULL;', hash='2ad36c6febbda5472f13cbc13a0d41fb64198845', operation='UPDATE', pgid='pgtrigger_update_update_43bc2', table='programmes_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_policyversion" ("advance_percent", "approval_tiers", "barrier_codes", "caseload_weight_limit", "closure_reasons", "contact_days", "effective_from", "first_contact_working_days", "follow_up_months", "id", "instrument_codes", "look_back_percent", "made_at", "made_by_id", "measure_days_after", "measure_days_before", "measure_points", "need_codes", "panel_above", "panel_majority", "panel_quorum", "pause_on_readmission", "personal_budget_cap", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_answer_hours", "placement_expiry_days", "placement_last_reminder_percent", "placement_reminder_percent", "plan_weeks", "programme_id", "quote_days", "quotes_above", "quotes_wanted", "reason", "reference", "referral_sources", "response_hours", "review_days", "same_day_limit", "settle_within_hours", "spend_needs", "staff_cost_per_year", "urgent_response_hours", "watch_days") VALUES (OLD."advance_percent", OLD."approval_tiers", OLD."barrier_codes", OLD."caseload_weight_limit", OLD."closure_reasons", OLD."contact_days", OLD."effective_from", OLD."first_contact_working_days", OLD."follow_up_months", OLD."id", OLD."instrument_codes", OLD."look_back_percent", OLD."made_at", OLD."made_by_id", OLD."measure_days_after", OLD."measure_days_before", OLD."measure_points", OLD."need_codes", OLD."panel_above", OLD."panel_majority", OLD."panel_quorum", OLD."pause_on_readmission", OLD."personal_budget_cap", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."placement_answer_hours", OLD."placement_expiry_days", OLD."placement_last_reminder_percent", OLD."placement_reminder_percent", OLD."plan_weeks", OLD."programme_id", OLD."quote_days", OLD."quotes_above", OLD."quotes_wanted", OLD."reason", OLD."reference", OLD."referral_sources", OLD."response_hours", OLD."review_days", OLD."same_day_limit", OLD."settle_within_hours", OLD."spend_needs", OLD."staff_cost_per_year", OLD."urgent_response_hours", OLD."watch_days"); RETURN NULL;', hash='001ede82a29ab379387377e8907b7077c0881f3d', operation='DELETE', pgid='pgtrigger_delete_delete_e9974', table='programmes_policy', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('advance_percent__lte', 100)), name='policy_advance_is_a_share'),
        ),
    ]
