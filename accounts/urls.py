"""Addresses of people and places."""

from django.urls import path

from accounts.views import emergency, invitations, own, people, places

app_name = "accounts"
urlpatterns = [
    path("", people.People.as_view(), name="people"),
    path("profile/", own.Profile.as_view(), name="profile"),
    path("profile/change/", own.ChangeProfile.as_view(), name="change_profile"),
    path("act-as/", own.ActAs.as_view(), name="act_as"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/invite/", invitations.Invite.as_view(), name="invite"),
    path(
        "invitations/<str:reference>/again/",
        invitations.SendAgain.as_view(),
        name="send_invitation_again",
    ),
    path(
        "invitations/<str:reference>/withdraw/",
        invitations.Withdraw.as_view(),
        name="withdraw_invitation",
    ),
    path("join/<str:token>/", invitations.Join.as_view(), name="join"),
    path("organisations/", places.Organisations.as_view(), name="organisations"),
    path("organisations/add/", places.AddOrganisation.as_view(), name="add_organisation"),
    path("organisations/<slug:slug>/", places.OrganisationDetail.as_view(), name="organisation"),
    path(
        "organisations/<slug:slug>/change/",
        places.ChangeOrganisation.as_view(),
        name="change_organisation",
    ),
    path("organisations/<slug:slug>/add-site/", places.AddSite.as_view(), name="add_site"),
    path("sites/<slug:slug>/add-ward/", places.AddWard.as_view(), name="add_ward"),
    path("wards/<str:reference>/change/", places.ChangeWard.as_view(), name="change_ward"),
    path("roles/<str:reference>/end/", people.EndMembership.as_view(), name="end_membership"),
    path("emergency/", emergency.TakeEmergencyAccess.as_view(), name="emergency"),
    path("emergency/log/", emergency.EmergencyAccess.as_view(), name="emergency_log"),
    path("<str:reference>/", people.Person.as_view(), name="person"),
    path("<str:reference>/disable/", people.Disable.as_view(), name="disable"),
    path("<str:reference>/enable/", people.Enable.as_view(), name="enable"),
    path("<str:reference>/add-role/", people.AddMembership.as_view(), name="add_membership"),
]
