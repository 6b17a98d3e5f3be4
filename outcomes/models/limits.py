"""The database holds each instrument's limits: no score and no answer that it does not have.

The limits are the catalogue's own, written into the trigger, so that a new version of an
instrument asks for a migration by itself.
"""

import json

import pgtrigger

from outcomes.instruments import all_limits

_REFUSE = "RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation';"

_KNOWN = f"""
limits := all_limits -> (NEW."instrument" || '/' || NEW."version");
IF limits IS NULL THEN
    {_REFUSE.format(words="no such version of an instrument")}
END IF;
IF EXISTS (
    SELECT 1 FROM jsonb_each(NEW."answers") AS given
    WHERE NOT limits -> 'answers' ? given.key
       OR NOT (
            given.value IN ('null'::jsonb, '"declined"'::jsonb)
            OR (jsonb_typeof(given.value) = 'number'
                AND limits -> 'answers' -> given.key @> given.value)
       )
) THEN
    {_REFUSE.format(words="an answer that the question does not offer")}
END IF;
"""

_SCORED = f"""
IF EXISTS (
    SELECT 1 FROM jsonb_each_text(NEW."scores") AS scored
    WHERE NOT limits -> 'scores' ? scored.key
       OR scored.value::numeric NOT BETWEEN (limits -> 'scores' -> scored.key ->> 0)::numeric
                                        AND (limits -> 'scores' -> scored.key ->> 1)::numeric
) THEN
    {_REFUSE.format(words="a score outside its scale")}
END IF;
"""


def within_instrument(*, scores: bool) -> pgtrigger.Trigger:
    """A trigger that refuses answers (and `scores`) which the instrument's version lacks."""
    limits = json.dumps(all_limits(), sort_keys=True)
    return pgtrigger.Trigger(
        name="within_instrument",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("limits", "JSONB"), ("all_limits", f"JSONB := '{limits}'::jsonb")],
        func=_KNOWN + (_SCORED if scores else "") + "RETURN NEW;",
    )
