"""Many rules added in one step.

Django renders every related model anew after each AddConstraint, AddIndex and AddTrigger; with the
house's four hundred of them a first migration took over two minutes. None of them changes a
field, so what is rendered stays right and nothing needs to be rendered anew.
"""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations that only add indexes, constraints and triggers, under one change of state."""

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

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, to_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"Add {len(self.operations)} rules"
