"""Who sees which report, story, schedule and extract."""

from django.db import models
from django.db.models import Q

from accounts.access import granting, organisations_where, programmes_where

PUBLISHED = Q(status="published")


class ReportQuerySet(models.QuerySet):
    """Reports, and the room in which each audience finds its own."""

    def visible_to(self, user):
        """All of their programme for who makes them; else the published ones placed for them.

        A funder reads its own reports and the evaluations of programmes it pays for; a ward its
        own; governors theirs; the public summary everybody who may open the room there.
        """
        makes = Q(run__programme__in=programmes_where(user, "reports.make"))
        placed = self._for_funders(user) | self._for_wards(user) | self._for_governors(user)
        return self.filter(makes | (PUBLISHED & placed))

    def _for_funders(self, user) -> Q:
        funders = organisations_where(user, "reports.read_as_funder")
        paid_for = Q(run__programme__funds__agreements__funder__in=funders)
        rows = self.model._base_manager.filter(paid_for, kind__in=("annual", "public"))
        return Q(kind="funder", funder__in=funders) | Q(pk__in=rows.values("pk"))

    def _for_wards(self, user) -> Q:
        found = Q(pk__in=[])
        for each in granting(user, "reports.read_as_ward"):
            if each.ward_id:
                found |= Q(kind="ward", ward=each.ward_id)
            elif each.site_id:
                found |= Q(kind="ward", ward__site=each.site_id)
        return found

    def _for_governors(self, user) -> Q:
        programmes = programmes_where(user, "reports.read_as_governor")
        return Q(kind__in=("governors", "public", "annual"), run__programme__in=programmes)

    def published(self):
        """In the room now."""
        return self.filter(PUBLISHED)

    def went_out(self):
        """Published at some time: what readers may still hold in their hands."""
        return self.filter(published_at__isnull=False)


class OfReportQuerySet(models.QuerySet):
    """Rows that belong to a report: files for its readers, readings for who makes it."""

    def visible_to(self, user):
        """Those of reports that the person sees."""
        reports = self.model._meta.get_field("report").related_model
        return self.filter(report__in=reports.objects.visible_to(user))


class OfStoryQuerySet(models.QuerySet):
    """Rows that belong to a story."""

    def visible_to(self, user):
        """Those of stories that the person sees."""
        stories = self.model._meta.get_field("story").related_model
        return self.filter(story__in=stories.objects.visible_to(user))


class ScheduleQuerySet(models.QuerySet):
    """Schedules of reports."""

    def visible_to(self, user):
        """Those of programmes whose reports the person makes."""
        return self.filter(programme__in=programmes_where(user, "reports.make"))


class OfScheduleQuerySet(models.QuerySet):
    """Rows that belong to a schedule."""

    def visible_to(self, user):
        """Those of schedules that the person sees."""
        schedules = self.model._meta.get_field("schedule").related_model
        return self.filter(schedule__in=schedules.objects.visible_to(user))


class ExtractQuerySet(models.QuerySet):
    """Extracts for outside evaluators."""

    def visible_to(self, user):
        """Information governance sees all; others those of their programme."""
        if granting(user, "extracts.release"):
            return self.all()
        return self.filter(run__programme__in=programmes_where(user, "extracts.view"))


class OfExtractQuerySet(models.QuerySet):
    """Rows that belong to an extract."""

    def visible_to(self, user):
        """Those of extracts that the person sees."""
        extracts = self.model._meta.get_field("extract").related_model
        return self.filter(extract__in=extracts.objects.visible_to(user))
