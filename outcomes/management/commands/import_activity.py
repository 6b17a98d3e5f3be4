"""manage.py import_activity --programme SLUG --source NAME [--layout NAME] FILE.csv"""

from django.core.management.base import CommandError

from outcomes.activity.reading import are_ours
from outcomes.activity.shapes import OURS
from outcomes.activity.surveys import Survey, survey
from outcomes.management.commands._files import ImportCommand
from outcomes.models import ActivityLayout
from outcomes.services import layouts
from outcomes.services.activity import import_activity


class Command(ImportCommand):
    help = "Import hospital activity from a CSV file; safe to run again with the same file."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--source", required=True, help="who sent the file")
        parser.add_argument(
            "--layout",
            help="the remembered layout to read it by (default: the source's, if it fits)",
        )

    def store(self, programme, options, *, stream, **given):
        source, name = options["source"], options["layout"]
        layout, shape = None, OURS
        if name or layouts.latest_of(programme, source=source):
            found = survey(stream)
            layout = layout_for(programme, source, name=name, found=found)
            shape = found.shape if layout else OURS
        return import_activity(
            programme, source=source, stream=stream, layout=layout, shape=shape, **given
        )


def layout_for(programme, source: str, *, name: str | None, found: Survey) -> ActivityLayout | None:
    """The layout of that name; without one, what is remembered of the source for these headers."""
    if not name:
        if are_ours(found.headers):
            return None
        return layouts.remembered(programme, source=source, key=found.headers_key)
    rows = ActivityLayout.objects.filter(programme=programme, status="in_use")
    layout = rows.filter(name=name).first()
    if layout is None:
        known = ", ".join(rows.order_by("name").values_list("name", flat=True))
        raise CommandError(f"There is no layout “{name}”. There are: {known or 'none yet'}.")
    return layout
