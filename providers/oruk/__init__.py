"""Open Referral UK 3.0, in and out.

`reading` turns what a feed says into plain things and a list of what it could not take; it knows
no database. `writing` turns services into the objects of the standard. Storing what was read is
`providers.services.feeds`; the published addresses are `providers.views.oruk`.

The standard is the UK profile of HSDS 3.0 (docs.openreferraluk.org). Two of its ways are ours
too: unknown fields are allowed everywhere, and a reader believes the contents of a page, never
its counters.
"""

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"
