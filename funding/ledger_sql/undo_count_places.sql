DROP TRIGGER funding_guard_places ON funding_placeuse;
DROP FUNCTION funding_guard_places();
DROP TRIGGER funding_count_places ON funding_placeuse;
DROP FUNCTION funding_count_places();
