"""Scale data: rows by COPY that the service could have written itself."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case, Contact, PlannedContact
from core.references import tidy_reference
from demo.scale.copying import reference
from outcomes.models import HospitalEvent
from referrals.models import Referral
from residents.models import Resident

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(300)]


def test_make_scale_data__fills_every_table_and_refuses_a_second_time():
    call_command("make_scale_data", residents=60, events=200, seed=3)
    assert Resident.objects.count() == Referral.objects.count() == 60
    assert HospitalEvent.objects.count() == 200
    case = Case.objects.filter(status="closed").first()
    assert case.contacts.exists()
    assert case.events.filter(verb="open").exists()
    assert Contact.objects.filter(case=case).count() <= PlannedContact.objects.count()
    assert case.versions.count() == 1, "row history stays on"
    with pytest.raises(CommandError, match="There is data here already"):
        call_command("make_scale_data", residents=1, events=0, seed=3)


def test_reference__never_comes_twice_and_reads_over_the_telephone():
    found = {reference("CB", n) for n in range(20_000)}
    assert len(found) == 20_000
    assert all(tidy_reference(each) == each for each in found)
