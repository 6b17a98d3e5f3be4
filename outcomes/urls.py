"""Addresses of outcomes."""

from django.urls import include, path

from outcomes.report_urls import EXTRACTS, PUBLIC, REPORTS, STORIES
from outcomes.views import (
    answering,
    beside,
    costs,
    dashboards,
    files,
    instruments,
    intake,
    judging,
    layouts,
    measures,
    prices,
    results,
    runs,
)

app_name = "outcomes"

IN_PROGRAMME = [
    path("instruments/", instruments.Instruments.as_view(), name="instruments"),
    path("instruments/choose/", instruments.Choose.as_view(), name="choose_instruments"),
    path(
        "instruments/<slug:instrument>/register/",
        instruments.Register.as_view(),
        name="register_instrument",
    ),
    path(
        "instruments/<slug:instrument>/end/",
        instruments.EndRegistration.as_view(),
        name="end_registration",
    ),
    path("completeness/", instruments.Completeness.as_view(), name="completeness"),
    path(
        "completeness/<slug:instrument>/<slug:occasion>/",
        instruments.WhoIsMissing.as_view(),
        name="who_is_missing",
    ),
]

urlpatterns = [
    path("", runs.List.as_view(), name="list"),
    path("delays/", dashboards.DelaysPage.as_view(), name="delays"),
    path("who-we-reach/", dashboards.Reach.as_view(), name="reach"),
    path("came-of-it/", dashboards.Helped.as_view(), name="helped"),
    path("new/", runs.AskFor.as_view(), name="ask_for"),
    path("compare/", beside.Compare.as_view(), name="compare"),
    path("imports/", files.Imports.as_view(), name="imports"),
    path("imports/activity/", intake.ImportActivity.as_view(), name="import_activity"),
    path("imports/list/", files.ImportCohort.as_view(), name="import_cohort"),
    path("imports/layouts/", layouts.Layouts.as_view(), name="layouts"),
    path("imports/layouts/<str:reference>/", layouts.Layout.as_view(), name="layout"),
    path("imports/layouts/<str:reference>/change/", layouts.Change.as_view(), name="change_layout"),
    path(
        "imports/layouts/<str:reference>/withdraw/",
        layouts.Withdraw.as_view(),
        name="withdraw_layout",
    ),
    path("imports/files/<str:reference>/", intake.File.as_view(), name="file"),
    path("imports/files/<str:reference>/match/", intake.Match.as_view(), name="match"),
    path("imports/files/<str:reference>/cancel/", intake.Cancel.as_view(), name="cancel_file"),
    path("imports/files/<str:reference>/queue/", intake.Queue.as_view(), name="queue_file"),
    path(
        "imports/files/<str:reference>/progress/", intake.Progress.as_view(), name="file_progress"
    ),
    path("imports/<str:reference>/", files.Import.as_view(), name="import"),
    path("imports/<str:reference>/rejects/", files.Rejects.as_view(), name="rejects"),
    path("unit-costs/", costs.UnitCosts.as_view(), name="unit_costs"),
    path("unit-costs/new/", costs.SetUnitCost.as_view(), name="set_unit_cost"),
    path("unit-costs/range/", costs.SetCostSpread.as_view(), name="set_cost_spread"),
    path("price-indices/", prices.PriceIndices.as_view(), name="price_indices"),
    path("price-indices/new/", prices.AddEdition.as_view(), name="add_edition"),
    path("measures/<str:reference>/", measures.Measures.as_view(), name="measures"),
    path("measures/<str:reference>/judge/", judging.Judge.as_view(), name="judge"),
    path("measures/<str:reference>/<slug:instrument>/", measures.Record.as_view(), name="record"),
    path(
        "measures/<str:reference>/<slug:instrument>/decline/",
        measures.Decline.as_view(),
        name="decline_measure",
    ),
    path(
        "measures/<str:reference>/<slug:instrument>/hand-over/",
        measures.HandOver.as_view(),
        name="hand_over",
    ),
    path(
        "measures/<str:reference>/<slug:instrument>/send/",
        measures.SendLink.as_view(),
        name="send_link",
    ),
    path("sheets/<str:reference>/take-back/", measures.TakeBack.as_view(), name="take_back"),
    path("scales/", instruments.Scales.as_view(), name="scales"),
    path("answer/", answering.OnTablet.as_view(), name="answer"),
    path("answer/thanks/", answering.Answered.as_view(), name="answered"),
    path("in/<slug:slug>/", include(IN_PROGRAMME)),
    path("reports/", include(REPORTS)),
    path("stories/", include(STORIES)),
    path("extracts/", include(EXTRACTS)),
    path("summary/", include(PUBLIC)),
    path("<str:reference>/", runs.Detail.as_view(), name="detail"),
    path("<str:reference>/progress/", runs.Progress.as_view(), name="progress"),
    path("<str:reference>/left-out/", results.LeftOut.as_view(), name="left_out"),
    path("<str:reference>/beside/", beside.ChooseBeside.as_view(), name="choose_beside"),
    path("<str:reference>/beside/<str:other>/", beside.Beside.as_view(), name="beside"),
    path("<str:reference>/cancel/", runs.Cancel.as_view(), name="cancel"),
    path("<str:reference>/queue/", runs.Queue.as_view(), name="queue"),
    path("<str:reference>/publish/", runs.Publish.as_view(), name="publish"),
    path("<str:reference>/export/<slug:kind>/", results.Export.as_view(), name="export"),
]
