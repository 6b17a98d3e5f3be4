"""From the records to a frozen cut, by set-based SQL. Reads everything, changes nothing."""
