"""Many operations of a migration in one step, so that a long list of them stays readable.

`Together` changes the state for all of its operations first and then lets each do its own work
in the database. How the state is changed without rendering every model anew stands in
config.swift_migrations.
"""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations under one change of state. For creating and adding, not for altering."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, to_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"{len(self.operations)} steps together"
