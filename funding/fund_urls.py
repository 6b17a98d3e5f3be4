"""Addresses of funds, agreements, statements and claims; part of funding.urls."""

from django.urls import path

from funding.views import agreements, budgets, claims, exports, finance, funds, periods, statements

agreement = "agreements/<str:reference>/"
fund = "funds/<slug:slug>/"
claim = "claims/<str:reference>/"
urlpatterns = [
    path("", funds.Home.as_view(), name="home"),
    path("recount/", periods.Recount.as_view(), name="recount"),
    path("statements/", statements.Statements.as_view(), name="statements"),
    path("statements/<str:reference>/", statements.StatementPage.as_view(), name="statement"),
    # Agreements
    path(agreement, agreements.AgreementPage.as_view(), name="agreement"),
    path(f"{agreement}receive/", agreements.Receive.as_view(), name="receive"),
    path(f"{agreement}change/", agreements.ChangeAgreement.as_view(), name="change_agreement"),
    path(f"{agreement}rename/", agreements.RenameFunder.as_view(), name="rename_funder"),
    path(f"{agreement}condition/", agreements.AddCondition.as_view(), name="add_condition"),
    path(
        f"{agreement}condition/settle/",
        agreements.SettleCondition.as_view(),
        name="settle_condition",
    ),
    path(f"{agreement}instalment/", agreements.PlanInstalment.as_view(), name="plan_instalment"),
    path(
        f"{agreement}instalment/drop/",
        agreements.DropInstalment.as_view(),
        name="drop_instalment",
    ),
    path(f"{agreement}advance/", agreements.Advance.as_view(), name="advance"),
    path(f"{agreement}override/", agreements.Override.as_view(), name="override"),
    path(f"{agreement}year-end/", periods.EndYear.as_view(), name="year_end"),
    path(f"{agreement}reattribute/", periods.Reattribute.as_view(), name="reattribute"),
    path(f"{agreement}claim/", claims.Draft.as_view(), name="claim_draft"),
    # Claims
    path("claims/", claims.Claims.as_view(), name="claims"),
    path(claim, claims.ClaimPage.as_view(), name="claim"),
    path(f"{claim}send/", claims.Send.as_view(), name="claim_send"),
    path(f"{claim}query/", claims.Query.as_view(), name="claim_query"),
    path(f"{claim}settle/", claims.Settle.as_view(), name="claim_settle_claim"),
    path(f"{claim}withdraw/", claims.Withdraw.as_view(), name="claim_withdraw"),
    # Funds
    path(fund, funds.FundPage.as_view(), name="fund"),
    path(f"{fund}agreement/", agreements.NewAgreement.as_view(), name="new_agreement"),
    path(f"{fund}split/", finance.SetSplitRule.as_view(), name="set_split_rule"),
    path(f"{fund}close/", periods.ClosePeriod.as_view(), name="close_period"),
    path(f"{fund}export/", exports.Export.as_view(), name="export"),
    path(f"{fund}cost-codes/", finance.CostCodes.as_view(), name="cost_codes"),
    path(f"{fund}personal-budgets/", budgets.Budgets.as_view(), name="budgets"),
    path("budgets/<str:reference>/override/", finance.OverrideCap.as_view(), name="override_cap"),
]
