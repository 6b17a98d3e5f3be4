"""Pure calculations: numbers in, numbers out. No database, no clock, no words for the screen.

| what | where |
|---|---|
| shares, counts and rates with their intervals | `intervals`, `rates`, `standardisation` |
| change before and after, bootstrap by person | `change`, `bootstrap`, `paired` |
| the fall to expect without help | `regression_to_mean` |
| people like them who were not supported | `matching`, `differences` |
| how often, how soon | `counts`, `survival` |
| over time, between units | `xmr`, `interrupted`, `funnel` |
| days of delay, pounds | `delays`, `cost` |
| what may leave, what may be claimed | `disclosure`, `design` |

A missing number is refused with a sentence (`guards`). Conventions where sources differ:
docs/decisions/0019. Published cases: tests/outcomes/test_statistics_*.py.
"""
