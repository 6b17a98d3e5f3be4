"""Questions about outcomes."""

from django.db import models
from django.db.models import Q

from accounts.access import granting, holds, organisations_where, programmes_where


class OfCaseQuerySet(models.QuerySet):
    """Rows that belong to a case."""

    def visible_to(self, user):
        """Those of cases that the person sees."""
        cases = self.model._meta.get_field("case").related_model
        return self.filter(case__in=cases.objects.visible_to(user))


class MeasureQuerySet(OfCaseQuerySet):
    """Answered scales."""

    def in_force(self):
        """Without those that a later answer for the same point has replaced."""
        return self.filter(replaced_by__isnull=True)


class JudgementQuerySet(OfCaseQuerySet):
    """What somebody judged about cases."""

    def in_force(self):
        """The latest of each kind about each case."""
        latest = self.order_by("case_id", "kind", "-recorded_at", "-pk").distinct("case_id", "kind")
        return self.filter(pk__in=latest.values("pk"))


class RegistrationQuerySet(models.QuerySet):
    """A programme's leave to use instruments."""

    def visible_to(self, user):
        """Those of programmes whose instruments the person looks after; of all, by role."""
        if any(each.programme_id is None for each in granting(user, "instruments.view")):
            return self.all()
        return self.filter(programme__in=programmes_where(user, "instruments.view"))

    def in_force(self, *, on):
        """Begun, not run out and not ended."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on), registered_on__lte=on, ended_at__isnull=True
        )


class OfProgrammeQuerySet(models.QuerySet):
    """Imports, cohorts and events. Events are reached through their import's programme."""

    def visible_to(self, user):
        """Those of programmes in which the person may import activity."""
        path = "batch__programme__in" if hasattr(self.model, "event_id") else "programme__in"
        return self.filter(**{path: programmes_where(user, "activity.import")})


class OfCohortQuerySet(models.QuerySet):
    """People of an imported list."""

    def visible_to(self, user):
        """Their names: whoever may know people of an evaluation by name, in the programme."""
        return self.filter(cohort__programme__in=programmes_where(user, "evaluations.name_people"))


class OpenListQuerySet(models.QuerySet):
    """Unit costs and indices: published figures, nothing personal."""

    def visible_to(self, user):
        """Whoever works with evaluations."""
        return self if holds(user, "evaluations.view") else self.none()


class RunQuerySet(models.QuerySet):
    """Evaluation runs."""

    def visible_to(self, user):
        """Managers and analysts of the programme; a funder of it once it is published."""
        funders = organisations_where(user, "evaluations.view_published")
        return self.filter(
            Q(programme__in=programmes_where(user, "evaluations.view"))
            | Q(
                status="published",
                programme__in=self.model._meta.get_field("programme")
                .related_model.objects.filter(funds__agreements__funder__in=funders)
                .values("pk"),
            )
        )


class OfRunQuerySet(models.QuerySet):
    """Rows that belong to a run."""

    def visible_to(self, user):
        """Those of runs that the person sees."""
        runs = self.model._meta.get_field("run").related_model
        return self.filter(run__in=runs.objects.visible_to(user))


class OfFileQuerySet(models.QuerySet):
    """What happened to files on their way in."""

    def visible_to(self, user):
        """Of files of programmes in which the person may import activity."""
        return self.filter(sent_file__programme__in=programmes_where(user, "activity.import"))


class OfLayoutQuerySet(models.QuerySet):
    """What happened to layouts."""

    def visible_to(self, user):
        """Of layouts of programmes in which the person may import activity."""
        return self.filter(layout__programme__in=programmes_where(user, "activity.import"))
