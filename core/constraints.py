"""Named database constraints in the house's usual shapes."""

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BaseConstraint, CheckConstraint, F, Q
from django.db.models.sql import Query


def stamped(model: str, statuses, *fields: str, field: str = "status") -> CheckConstraint:
    """In `statuses`, and in no other, all of `fields` are filled (a status tied to its stamps)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    empty = Q(**{f"{name}__isnull": True for name in fields})
    within = Q(**{f"{field}__in": sorted(statuses)})
    return CheckConstraint(
        name=f"{model}_{'_'.join(fields)[:30]}_match_status",
        condition=(within & filled) | (~within & empty),
    )


def stamped_once(model: str, statuses, *fields: str, field: str = "status") -> CheckConstraint:
    """In `statuses` all of `fields` are filled; elsewhere they may be (a stamp that stays)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    return CheckConstraint(
        name=f"{model}_{'_'.join(fields)[:30]}_follow_status",
        condition=~Q(**{f"{field}__in": sorted(statuses)}) | filled,
    )


def paired(model: str, *fields: str) -> CheckConstraint:
    """All of `fields` are filled or none is (an `_at` and its `_by`)."""
    filled = Q(**{f"{name}__isnull": False for name in fields})
    empty = Q(**{f"{name}__isnull": True for name in fields})
    return CheckConstraint(name=f"{model}_{'_'.join(fields)[:34]}_paired", condition=filled | empty)


def in_order(model: str, earlier: str, later: str) -> CheckConstraint:
    """`later` is empty, or not before `earlier`."""
    return CheckConstraint(
        name=f"{model}_{earlier}_before_{later}"[:60],
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
    )


def one_of(model: str, field: str, values) -> CheckConstraint:
    """`field` holds one of `values`."""
    return CheckConstraint(
        name=f"{model}_{field}_known", condition=Q(**{f"{field}__in": sorted(values)})
    )


def whom_needs_when(model: str, at: str, by: str) -> CheckConstraint:
    """Nobody stands there without a moment; a moment may stand alone, when the service acted."""
    return CheckConstraint(
        name=f"{model}_{by}_needs_{at}"[:60],
        condition=Q(**{f"{by}__isnull": True}) | Q(**{f"{at}__isnull": False}),
    )


class HeldTogether(BaseConstraint):
    """Checks of one busy table, held by one CHECK which calls one function.

    PostgreSQL reads the words of every CHECK anew for each statement that writes: twenty take five
    times as long as the row itself. A function is read once a connection. What breaks a rule is
    refused as before, under that rule's own name. Whoever renames a column takes this away first
    and puts it back: the function knows columns by their names.
    """

    def __init__(self, *, name: str, checks: Sequence[CheckConstraint]):
        super().__init__(name=name)
        self.checks = tuple(checks)

    def create_sql(self, model, schema_editor):
        """The function, and the CHECK that calls it with the row."""
        quote, table = schema_editor.quote_name, model._meta.db_table
        rules = [(each.name, _in_sql(each, model, schema_editor)) for each in self.checks]
        hold = "\n        AND ".join(f"({sql}) IS NOT FALSE" for _name, sql in rules)
        names = "\n            ".join(
            f"WHEN ({sql}) IS FALSE THEN {schema_editor.quote_value(name)}" for name, sql in rules
        )
        function = quote(self.name)
        return f"""
CREATE FUNCTION {function}({quote(table)} {quote(table)}) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public
AS $held$
DECLARE
    broken text;
BEGIN
    IF {hold} THEN
        RETURN true;
    END IF;
    broken := CASE
            {names} END;
    RAISE EXCEPTION 'new row for relation "{table}" violates check constraint "%"', broken
        USING ERRCODE = 'check_violation', CONSTRAINT = broken, TABLE = '{table}';
END
$held$;
ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(self.name)} CHECK ({function}({quote(table)}))"""

    def constraint_sql(self, model, schema_editor):
        """Nothing inside CREATE TABLE: the function takes a row of the table, so it comes after."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        """Both away."""
        quote, table = schema_editor.quote_name, model._meta.db_table
        return (
            f"ALTER TABLE {quote(table)} DROP CONSTRAINT {quote(self.name)};\n"
            f"DROP FUNCTION {quote(self.name)}({quote(table)})"
        )

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """Each rule in turn, for forms that ask before the database is asked."""
        for each in self.checks:
            each.validate(model, instance, exclude=exclude, using=using)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "checks": self.checks}

    def __eq__(self, other):
        if not isinstance(other, HeldTogether):
            return NotImplemented
        return (self.name, self.checks) == (other.name, other.checks)

    __hash__ = None


def _in_sql(check: CheckConstraint, model, schema_editor) -> str:
    """The check's condition, each column named with its table: the name of the function's row."""
    query = Query(model=model)
    where = query.build_where(check.condition)
    compiler = query.get_compiler(connection=schema_editor.connection)
    sql, params = where.as_sql(compiler, schema_editor.connection)
    return sql % tuple(schema_editor.quote_value(each) for each in params)


def checks_of(model) -> list[CheckConstraint]:
    """All CHECKs of a model, those that are held together among them."""
    found: list[CheckConstraint] = []
    for each in model._meta.constraints:
        found += each.checks if isinstance(each, HeldTogether) else ()
        found += [each] if isinstance(each, CheckConstraint) else ()
    return found
