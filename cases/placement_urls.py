"""Addresses of placements, part of cases.urls."""

from django.urls import path

from cases.views import placement_offers as offers
from cases.views import placement_verbs as verbs
from cases.views import placements as views

urlpatterns = [
    path("", views.PlacementList.as_view(), name="placement_list"),
    path("for/<str:reference>/", offers.ChooseService.as_view(), name="placement_choose"),
    path(
        "for/<str:reference>/several/",
        offers.OfferToSeveral.as_view(),
        name="placement_offer_to_several",
    ),
    path("for/<str:reference>/<str:service>/", offers.Offer.as_view(), name="placement_offer"),
    path("<str:reference>/", views.PlacementPage.as_view(), name="placement"),
    path("<str:reference>/open/", verbs.OpenLink.as_view(), name="placement_open_link"),
    path("<str:reference>/accept/", verbs.Accept.as_view(), name="placement_accept"),
    path("<str:reference>/decline/", verbs.Decline.as_view(), name="placement_decline"),
    path("<str:reference>/start/", verbs.Start.as_view(), name="placement_start"),
    path(
        "<str:reference>/session/", verbs.RecordSession.as_view(), name="placement_record_session"
    ),
    path("<str:reference>/end/", verbs.End.as_view(), name="placement_end"),
    path("<str:reference>/feedback/", verbs.GiveFeedback.as_view(), name="placement_give_feedback"),
    path("<str:reference>/link/", verbs.SendLink.as_view(), name="placement_send_link"),
    path("<str:reference>/done/", verbs.ThreadDone.as_view(), name="placement_thread_done"),
    path("<str:reference>/cancel/", verbs.Cancel.as_view(), name="placement_cancel"),
    path("<str:reference>/message/", verbs.SendMessage.as_view(), name="placement_message"),
]
