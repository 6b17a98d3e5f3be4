"""References that look random and never meet (docs/decisions/0029)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("core", "0004_links_have_a_prefix_of_their_own")]

    operations = [
        migrations.RunSQL(
            sql=(SQL / "draw_references.sql").read_text(),
            reverse_sql=(SQL / "undo_draw_references.sql").read_text(),
        )
    ]
