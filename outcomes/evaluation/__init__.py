"""The evaluation itself: a frozen cut goes in, figures come out. No database and no clock.

`cut` holds everything that the figures rest on; `figures` works them out; `design` says what they
can carry; `contract` writes the JSON that others rely on.
"""
