"""What PostgreSQL itself does and refuses in the ledger, as SQL read by a migration."""
