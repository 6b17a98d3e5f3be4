DROP TRIGGER funding_guard_key_of_purchase ON funding_purchase;
DROP TRIGGER funding_guard_purchase ON funding_purchase;
DROP FUNCTION funding_guard_purchase();

CREATE OR REPLACE FUNCTION funding_share_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM shared s
        LEFT JOIN funding_purchase p ON p.id = s.purchase_id
        LEFT JOIN funding_account a ON a.agreement_id = s.agreement_id AND a.kind = 'committed'
        WHERE p.fund_id IS DISTINCT FROM a.fund_id OR a.fund_id IS NULL
    ) THEN
        RAISE EXCEPTION 'a share is borne by an agreement of the fund it is bought from'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_of_the_same_fund';
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION funding_movement_goes(kind text, source text, target text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT (kind, source, target) IN (
        ('grant', 'outside', 'available'),
        ('grant', 'outside', 'owed'),
        ('advance', 'owed', 'available'),
        ('commit', 'available', 'committed'),
        ('release', 'committed', 'available'),
        ('pay', 'committed', 'paid'),
        ('return', 'paid', 'available'),
        ('carry', 'available', 'carried'),
        ('carry', 'carried', 'available'),
        ('back', 'available', 'back')
    )
$$;

CREATE FUNCTION funding_post_within_bounds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        JOIN funding_fundperiod p ON p.fund_id = m.fund_id
            AND p.ends_on >= (m.at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'the books of that day are closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_not_in_closed_period';
    END IF;
    IF EXISTS (SELECT FROM posted WHERE kind IN ('grant', 'advance')) AND EXISTS (
        SELECT FROM funding_fundingagreement g
        JOIN funding_account a ON a.agreement_id = g.id AND a.kind IN ('outside', 'owed')
        WHERE g.id IN (SELECT agreement_id FROM posted WHERE kind IN ('grant', 'advance'))
        GROUP BY g.id
        HAVING -sum(a.balance) > g.amount + (
            SELECT COALESCE(sum(v.above), 0) FROM funding_advance v WHERE v.agreement_id = g.id
        )
    ) THEN
        RAISE EXCEPTION 'more than was agreed, and no override is recorded'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_within_what_was_agreed';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER funding_post_within_bounds AFTER INSERT ON funding_movement
REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION funding_post_within_bounds();

CREATE OR REPLACE FUNCTION funding_post_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_account s ON s.id = m.source_id
        LEFT JOIN funding_account t ON t.id = m.target_id
        LEFT JOIN funding_purchase p ON p.id = m.purchase_id
        WHERE (s.agreement_id, t.agreement_id, s.fund_id, t.fund_id)
                IS DISTINCT FROM (m.agreement_id, m.agreement_id, m.fund_id, m.fund_id)
            OR (m.purchase_id IS NOT NULL AND p.fund_id IS DISTINCT FROM m.fund_id)
            OR (m.kind <> 'correct' AND NOT funding_movement_goes(m.kind, s.kind, t.kind))
    ) OR (EXISTS (SELECT FROM posted WHERE kind = 'correct') AND EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_movement c ON c.id = m.corrects_id
        WHERE m.kind = 'correct' AND (m.source_id, m.target_id, m.amount, m.purchase_id)
            IS DISTINCT FROM (c.target_id, c.source_id, c.amount, c.purchase_id)
    )) THEN
        RAISE EXCEPTION 'a movement does not fit its accounts, its purchase or what it corrects'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_fits_its_accounts';
    END IF;

    PERFORM funding_queue(each.fund_id)
        FROM (SELECT DISTINCT fund_id FROM posted ORDER BY fund_id) each;
    UPDATE funding_account a SET balance = a.balance + moved.delta
    FROM (
        SELECT id, sum(delta) AS delta FROM (
            SELECT source_id AS id, -amount AS delta FROM posted
            UNION ALL SELECT target_id, amount FROM posted
        ) each GROUP BY id
    ) moved
    WHERE a.id = moved.id;
    RETURN NULL;
END
$$;
