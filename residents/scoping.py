"""The scope of everything that hangs on a resident."""

from django.db import models


class OfResidentQuerySet(models.QuerySet):
    """Rows that belong to a resident and are seen by whoever sees that resident."""

    def visible_to(self, user):
        """Those of residents whom the person sees."""
        residents = self.model._meta.get_field("resident").related_model
        return self.filter(resident__in=residents.objects.visible_to(user))
