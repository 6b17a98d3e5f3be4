"""What every app stands on and nothing of the domain: lifecycles, events, audit, money, clock."""
