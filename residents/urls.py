"""Addresses of residents. No NHS number and no name ever stands in one."""

from django.urls import path

from residents.views import find, record

app_name = "residents"
urlpatterns = [
    path("", find.Find.as_view(), name="find"),
    path("duplicates/", find.Duplicates.as_view(), name="duplicates"),
    path("merges/<str:reference>/undo/", record.UndoMerge.as_view(), name="undo_merge"),
    path("<str:reference>/", record.Detail.as_view(), name="detail"),
    path("<str:reference>/edit/", record.Edit.as_view(), name="edit"),
    path("<str:reference>/consent/", record.RecordConsent.as_view(), name="record_consent"),
    path(
        "<str:reference>/consent/withdraw/",
        record.WithdrawConsent.as_view(),
        name="withdraw_consent",
    ),
    path("<str:reference>/risk/", record.StateRisk.as_view(), name="state_risk"),
    path("<str:reference>/people/add/", record.AddKeyContact.as_view(), name="add_key_contact"),
    path("<str:reference>/merge/", record.MergeRecords.as_view(), name="merge"),
]
