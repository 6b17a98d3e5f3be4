"""Addresses of the directory."""

from django.urls import path

from providers import views

app_name = "providers"
urlpatterns = [
    path("", views.Directory.as_view(), name="list"),
    path("prices/", views.Catalogue.as_view(), name="catalogue"),
    path("prices/new/", views.AddItem.as_view(), name="add_item"),
    path("prices/<str:reference>/", views.ItemPage.as_view(), name="item"),
    path("prices/<str:reference>/change/", views.SetPrice.as_view(), name="set_price"),
    path("prices/<str:reference>/withdraw/", views.WithdrawItem.as_view(), name="withdraw_item"),
    path("coverage/", views.CoverageMap.as_view(), name="coverage"),
    path("missing/", views.Clusters.as_view(), name="clusters"),
    path("calls/", views.Calls.as_view(), name="calls"),
    path("calls/new/", views.Invite.as_view(), name="invite"),
    path("calls/<str:reference>/", views.CallPage.as_view(), name="call"),
    path("calls/<str:reference>/offer/", views.MakeOffer.as_view(), name="make_offer"),
    path("calls/<str:reference>/close/", views.CloseCall.as_view(), name="close_call"),
    path("offers/<str:reference>/take-up/", views.TakeUpOffer.as_view(), name="take_up"),
    path("offers/<str:reference>/withdraw/", views.WithdrawOffer.as_view(), name="withdraw_offer"),
    path("gaps/", views.Gaps.as_view(), name="gaps"),
    path("gaps/new/", views.RaiseGap.as_view(), name="raise_gap"),
    path("gaps/<str:reference>/", views.GapPage.as_view(), name="gap"),
    path("gaps/<str:reference>/own/", views.OwnGap.as_view(), name="own_gap"),
    path("gaps/<str:reference>/fill/", views.FillGap.as_view(), name="fill_gap"),
    path("services/<str:reference>/times/new/", views.AddTime.as_view(), name="add_time"),
    path("services/<str:reference>/addresses/new/", views.AddPlace.as_view(), name="add_place"),
    path(
        "services/<str:reference>/checked/", views.ConfirmListing.as_view(), name="confirm_listing"
    ),
    path("times/<uuid:uid>/remove/", views.RemoveTime.as_view(), name="remove_time"),
    path("addresses/<uuid:uid>/remove/", views.RemovePlace.as_view(), name="remove_place"),
    path("services/<str:reference>/tip/", views.AddTip.as_view(), name="add_tip"),
    path("tips/<str:reference>/withdraw/", views.WithdrawTip.as_view(), name="withdraw_tip"),
    path("services/<str:reference>/", views.ServicePage.as_view(), name="service"),
    path("services/<str:reference>/edit/", views.EditListing.as_view(), name="edit_listing"),
    path("services/<str:reference>/places/", views.SetCapacity.as_view(), name="set_capacity"),
    path("services/<str:reference>/pause/", views.PauseService.as_view(), name="pause_service"),
    path("services/<str:reference>/resume/", views.ResumeService.as_view(), name="resume_service"),
    path("services/<str:reference>/close/", views.CloseService.as_view(), name="close_service"),
    path("papers/<str:reference>/", views.PaperPage.as_view(), name="paper"),
    path("papers/<str:reference>/file/", views.PaperFile.as_view(), name="paper_file"),
    path("papers/<str:reference>/accept/", views.AcceptPaper.as_view(), name="accept_paper"),
    path(
        "papers/<str:reference>/send-back/", views.SendBackPaper.as_view(), name="send_back_paper"
    ),
    path("<str:reference>/onboarding/", views.Onboarding.as_view(), name="onboarding"),
    path("<str:reference>/papers/new/", views.SubmitPaper.as_view(), name="submit_paper"),
    path(
        "<str:reference>/bank-details/full/",
        views.BankDetailsInFull.as_view(),
        name="bank_details_in_full",
    ),
    path("<str:reference>/", views.ProviderPage.as_view(), name="detail"),
    path("<str:reference>/edit/", views.EditProvider.as_view(), name="edit"),
    path("<str:reference>/pause/", views.Pause.as_view(), name="pause"),
    path("<str:reference>/resume/", views.Resume.as_view(), name="resume"),
    path("<str:reference>/papers/", views.RecordPapers.as_view(), name="record_papers"),
    path("<str:reference>/approve/", views.Approve.as_view(), name="approve"),
    path(
        "<str:reference>/withdraw-approval/",
        views.WithdrawApproval.as_view(),
        name="withdraw_approval",
    ),
    path("<str:reference>/bank-details/", views.SetBankDetails.as_view(), name="set_bank_details"),
    path("<str:reference>/services/new/", views.AddService.as_view(), name="add_service"),
]
