"""Hospital activity and cohorts as files: reading, checking, rejecting, storing."""
