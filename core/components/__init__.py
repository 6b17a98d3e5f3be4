"""The parts a page is made of, as functions with keyword arguments that give safe HTML.

``{% load bridge %}`` makes each of them a template tag (core/templatetags/bridge.py lists them).
`govuk` holds GOV.UK Frontend's own components, held to its fixtures; the other modules hold ours.
All escape what they are given unless it is marked safe.
"""
