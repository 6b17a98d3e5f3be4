-- References that look random and never meet (docs/decisions/0029). A sequence counts; each of its
-- numbers becomes six characters by a shuffle that can be undone (Feistel, 15 and 15 bits, four
-- rounds), so that no two numbers become the same. The key of the shuffle is drawn here once and
-- stays in the function, where a backup takes it along.
CREATE SEQUENCE core_reference_number MINVALUE 0 START 0 MAXVALUE 1073741823 NO CYCLE;

DO $make$
BEGIN
    EXECUTE format($function$
CREATE FUNCTION core_reference_letters(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog
AS $body$
DECLARE
    letters CONSTANT text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    high integer := number >> 15;
    low integer := number & 32767;
    kept integer;
    mixed integer;
BEGIN
    FOR round IN 1..4 LOOP
        kept := low;
        low := high # (hashint8extended((round << 15) | low, %s) & 32767)::integer;
        high := kept;
    END LOOP;
    mixed := (high << 15) | low;
    RETURN substr(letters, (mixed >> 25) + 1, 1)
        || substr(letters, ((mixed >> 20) & 31) + 1, 1)
        || substr(letters, ((mixed >> 15) & 31) + 1, 1)
        || substr(letters, ((mixed >> 10) & 31) + 1, 1)
        || substr(letters, ((mixed >> 5) & 31) + 1, 1)
        || substr(letters, (mixed & 31) + 1, 1);
END
$body$
$function$, ('x' || substr(md5(gen_random_uuid()::text), 1, 16))::bit(64)::bigint);
END
$make$;

CREATE FUNCTION core_draw_references(prefix text, amount integer) RETURNS SETOF text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public
AS $$
    SELECT prefix || '-' || core_reference_letters(nextval('core_reference_number'))
    FROM generate_series(1, amount)
$$;
