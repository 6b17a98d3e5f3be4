"""What happened to each resident, told through the services, in the order in which it happened."""
