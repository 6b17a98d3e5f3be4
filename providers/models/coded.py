"""Coded lists of a service: what one can count on when getting in, whom it suits, when it runs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """What makes it possible to get in and take part. Words beside it say how."""

    STEP_FREE = "step_free", _("Step-free")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    PARKING = "parking", _("Parking at the door")
    TRANSPORT = "transport", _("Transport there and back")
    HOME_VISITS = "home_visits", _("Comes to your home")
    BY_PHONE = "by_phone", _("By telephone")
    ONLINE = "online", _("Online")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign_language", _("British Sign Language")
    LARGE_PRINT = "large_print", _("Large print")
    BRAILLE = "braille", _("Braille or audio")
    EASY_READ = "easy_read", _("Easy read")
    INTERPRETER = "interpreter", _("Interpreter can be arranged")
    WOMEN_ONLY = "women_only", _("Women only")
    MEN_ONLY = "men_only", _("Men only")
    CARER_WELCOME = "carer_welcome", _("Bring a friend or carer")
    ASSISTANCE_DOGS = "assistance_dogs", _("Assistance dogs welcome")
    QUIET_SPACE = "quiet_space", _("Quiet space")


class Suits(models.TextChoices):
    """Whose circumstances it was made for, or that it can cope with."""

    FRAILTY = "frailty", _("Frailty")
    DEMENTIA = "dementia", _("Dementia friendly")
    LONG_TERM_CONDITION = "long_term_condition", _("Long-term condition")
    BREATHLESSNESS = "breathlessness", _("Breathlessness")
    AFTER_STROKE = "after_stroke", _("After a stroke")
    FALLS = "falls", _("Falls or fear of falling")
    WHEELCHAIR = "wheelchair", _("Wheelchair users")
    SIGHT_LOSS = "sight_loss", _("Sight loss")
    HEARING_LOSS = "hearing_loss", _("Hearing loss")
    LEARNING_DISABILITY = "learning_disability", _("Learning disability")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    SUBSTANCES = "substances", _("Drugs or alcohol")
    BEREAVEMENT = "bereavement", _("Bereavement")
    CARERS = "carers", _("Carers")
    VETERANS = "veterans", _("Veterans")
    NO_FIXED_HOME = "no_fixed_home", _("No settled home")


class Weekday(models.TextChoices):
    """Days as calendars write them (RFC 5545), in the order of the week."""

    MONDAY = "MO", _("Monday")
    TUESDAY = "TU", _("Tuesday")
    WEDNESDAY = "WE", _("Wednesday")
    THURSDAY = "TH", _("Thursday")
    FRIDAY = "FR", _("Friday")
    SATURDAY = "SA", _("Saturday")
    SUNDAY = "SU", _("Sunday")


class PartOfDay(models.TextChoices):
    """Morning until noon, afternoon until five, evening after it."""

    MORNING = "am", _("Morning")
    AFTERNOON = "pm", _("Afternoon")
    EVENING = "ev", _("Evening")
