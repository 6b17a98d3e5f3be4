"""Addresses of referrals."""

from django.urls import path

from referrals.views import detail, lists, refer, triage, verbs

app_name = "referrals"
urlpatterns = [
    path("", lists.List.as_view(), name="list"),
    path("new/", refer.Refer.as_view(), name="refer"),
    path("new/person/", refer.LookUp.as_view(), name="look_up"),
    path("new/said-no/", refer.SaidNo.as_view(), name="said_no"),
    path("ready/", lists.Ready.as_view(), name="ready"),
    path("triage/", triage.Triage.as_view(), name="triage"),
    path("barriers/", lists.Barriers.as_view(), name="barriers"),
    path("<str:reference>/", detail.Detail.as_view(), name="detail"),
    path("<str:reference>/sent/", detail.Sent.as_view(), name="sent"),
    path("<str:reference>/submit/", verbs.Submit.as_view(), name="submit"),
    path("<str:reference>/accept/", verbs.Accept.as_view(), name="accept"),
    path("<str:reference>/decline/", verbs.Decline.as_view(), name="decline"),
    path("<str:reference>/redirect/", verbs.Redirect.as_view(), name="redirect"),
    path("<str:reference>/duplicate/", verbs.MarkDuplicate.as_view(), name="mark_duplicate"),
    path("<str:reference>/ask/", verbs.AskForInformation.as_view(), name="ask_for_information"),
    path("<str:reference>/answer/", verbs.Answer.as_view(), name="answer"),
    path("<str:reference>/withdraw/", verbs.Withdraw.as_view(), name="withdraw"),
    path("<str:reference>/dates/", verbs.GiveDates.as_view(), name="give_dates"),
    path("<str:reference>/news/", verbs.AddNews.as_view(), name="add_news"),
    path(
        "<str:reference>/housing/",
        verbs.TellHousingAuthority.as_view(),
        name="tell_housing_authority",
    ),
    path(
        "<str:reference>/barriers/<slug:code>/take/",
        verbs.TakeBarrier.as_view(),
        name="take_barrier",
    ),
    path(
        "<str:reference>/barriers/<slug:code>/clear/",
        verbs.ResolveBarrier.as_view(),
        name="resolve_barrier",
    ),
]
