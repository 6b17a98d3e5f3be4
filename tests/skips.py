"""Nothing is skipped silently: what could not run is listed, and fails the run.

``ALLOW_SKIPS=1`` lists and lets pass, for a machine that lacks a part and knows it.
"""

import os


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("could not run", sep="=")
    for report in skipped:
        terminalreporter.write_line(f"{report.nodeid}: {_reason(report)}")
    if not allowed():
        terminalreporter.write_line(
            f"{len(skipped)} did not run, so this run fails. ALLOW_SKIPS=1 lets it pass."
        )


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter and reporter.stats.get("skipped") and not allowed():
        session.exitstatus = 1


def allowed():
    return os.environ.get("ALLOW_SKIPS") == "1"


def _reason(report):
    longrepr = report.longrepr
    return longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
