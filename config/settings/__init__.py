"""Settings: ``base`` for all, then ``local`` (make run), ``test`` and ``production``."""
