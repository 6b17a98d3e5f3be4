"""Many operations of a first migration in one step.

Django renders every related model anew after each CreateModel, AddConstraint, AddIndex and
AddTrigger, and here nearly every model leads to every other through its user: five hundred steps
rendered ten thousand models and took over two minutes. `Together` changes the state once, renders
it once, and then lets each operation do its own work in the database.
"""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation


class Together(Operation):
    """Operations under one change of state. For creating and adding, not for altering."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        state.reload_model = lambda *args, **kwargs: None
        try:
            for operation in self.operations:
                operation.state_forwards(app_label, state)
        finally:
            del state.reload_model
        if not all(isinstance(operation, IndexOperation) for operation in self.operations):
            state.__dict__.pop("apps", None)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, to_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"{len(self.operations)} steps together"
