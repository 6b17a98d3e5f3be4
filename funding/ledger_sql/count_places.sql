-- How many of a block's places are used is counted here and nowhere else, under the purchase's row
-- lock, so that two who want the last place cannot both have it (purchase_places_never_oversold).
CREATE FUNCTION funding_count_places() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    UPDATE funding_purchase SET places_used = places_used
        + CASE WHEN TG_OP = 'INSERT' AND NEW.freed_at IS NULL THEN 1
               WHEN TG_OP = 'UPDATE' AND OLD.freed_at IS NULL AND NEW.freed_at IS NOT NULL THEN -1
               WHEN TG_OP = 'UPDATE' AND OLD.freed_at IS NOT NULL AND NEW.freed_at IS NULL THEN 1
               ELSE 0 END
    WHERE id = NEW.purchase_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_count_places AFTER INSERT OR UPDATE OF freed_at ON funding_placeuse
FOR EACH ROW EXECUTE FUNCTION funding_count_places();

-- A place that somebody has is freed, never struck out or given to another by hand.
CREATE FUNCTION funding_guard_places() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.purchase_id, NEW.case_id) = (OLD.purchase_id, OLD.case_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a used place is freed, not removed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'place_is_freed_not_removed';
END
$$;

CREATE TRIGGER funding_guard_places BEFORE UPDATE OF purchase_id, case_id OR DELETE
ON funding_placeuse FOR EACH ROW EXECUTE FUNCTION funding_guard_places();
