DROP TRIGGER funding_close_period ON funding_fundperiod;
DROP FUNCTION funding_close_period();
DROP TRIGGER funding_post_within_bounds ON funding_movement;
DROP FUNCTION funding_post_within_bounds();
CREATE OR REPLACE FUNCTION funding_movement_goes(kind text, source text, target text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog
AS $$
    SELECT (kind, source, target) IN (
        ('grant', 'outside', 'available'),
        ('commit', 'available', 'committed'),
        ('release', 'committed', 'available'),
        ('pay', 'committed', 'paid'),
        ('return', 'paid', 'available')
    )
$$;
