-- What is posted is looked at once, by one trigger (docs/decisions/0031).

-- As before (one_queue.sql, periods_and_limits.sql), with everything that is asked of the movements
-- of a statement asked in one pass over them, and the closed books and what was agreed asked here,
-- behind the queue: whoever closes a period waits in it too, so a movement either was there before
-- the closing or sees it. The purchase is looked up here for all of them, where a foreign key would
-- look it up for each: purchases are never taken away (funding_guard_purchase).
CREATE OR REPLACE FUNCTION funding_post_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
    fits boolean;
    corrects boolean;
    grants boolean;
    first_fund bigint;
    last_fund bigint;
    earliest timestamptz;
BEGIN
    SELECT min(m.fund_id), max(m.fund_id), min(m.at), bool_or(m.kind = 'correct'),
        bool_or(m.kind IN ('grant', 'advance')), bool_and(COALESCE(
            s.fund_id = m.fund_id AND t.fund_id = m.fund_id
            AND s.agreement_id = m.agreement_id AND t.agreement_id = m.agreement_id
            AND (m.kind = 'correct' OR funding_movement_goes(m.kind, s.kind, t.kind))
            AND (m.purchase_id IS NULL OR m.fund_id = (
                SELECT p.fund_id FROM funding_purchase p WHERE p.id = m.purchase_id)), false))
    INTO first_fund, last_fund, earliest, corrects, grants, fits
    FROM posted m
    LEFT JOIN funding_account s ON s.id = m.source_id
    LEFT JOIN funding_account t ON t.id = m.target_id;

    IF first_fund IS NULL THEN
        RETURN NULL;  -- all of them had been posted before
    END IF;
    IF corrects AND EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_movement c ON c.id = m.corrects_id
        WHERE m.kind = 'correct' AND (m.source_id, m.target_id, m.amount, m.purchase_id)
            IS DISTINCT FROM (c.target_id, c.source_id, c.amount, c.purchase_id)
    ) THEN
        fits := false;
    END IF;
    IF NOT fits THEN
        RAISE EXCEPTION 'a movement does not fit its accounts, its purchase or what it corrects'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_fits_its_accounts';
    END IF;

    IF first_fund = last_fund THEN
        PERFORM pg_advisory_xact_lock(3853, hashint8(first_fund));  -- funding_queue
    ELSE
        PERFORM funding_queue(each.fund_id)
            FROM (SELECT DISTINCT fund_id FROM posted ORDER BY fund_id) each;
    END IF;
    UPDATE funding_account a SET balance = a.balance + moved.delta
    FROM (
        SELECT id, sum(delta) AS delta FROM (
            SELECT source_id AS id, -amount AS delta FROM posted
            UNION ALL SELECT target_id, amount FROM posted
        ) each GROUP BY id
    ) moved
    WHERE a.id = moved.id;

    IF EXISTS (
        SELECT FROM funding_fundperiod p
        WHERE p.fund_id >= first_fund AND p.fund_id <= last_fund
            AND p.ends_on >= (earliest AT TIME ZONE 'Europe/London')::date
    ) AND EXISTS (
        SELECT FROM posted m
        JOIN funding_fundperiod p ON p.fund_id = m.fund_id
            AND p.ends_on >= (m.at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'the books of that day are closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_not_in_closed_period';
    END IF;
    IF grants AND EXISTS (
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
DROP TRIGGER funding_post_within_bounds ON funding_movement;
DROP FUNCTION funding_post_within_bounds();

-- The same table as one comparison, which is prepared for each statement in a tenth of the time.
CREATE OR REPLACE FUNCTION funding_movement_goes(kind text, source text, target text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT kind || ' ' || source || ' ' || target = ANY (
        '{grant outside available, grant outside owed, advance owed available,
        commit available committed, release committed available, pay committed paid,
        return paid available, carry available carried, carry carried available,
        back available back}'::text[])
$$;

-- A share names an agreement with an account in the purchase's fund. Both are found by their keys,
-- without a lock: accounts and purchases are never taken away.
CREATE OR REPLACE FUNCTION funding_share_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM shared s
        WHERE ((
            SELECT p.fund_id FROM funding_purchase p WHERE p.id = s.purchase_id
        ) = (
            SELECT a.fund_id FROM funding_account a
            WHERE a.agreement_id = s.agreement_id AND a.kind = 'committed'
        )) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'a share is borne by an agreement of the fund it is bought from'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_of_the_same_fund';
    END IF;
    RETURN NULL;
END
$$;

-- A purchase is refused or cancelled; its row and its key stay for ever, whoever asks. The key is
-- looked at afterwards: a trigger before it would have every change of a purchase lock it as
-- strongly as a change of its key, and so wait for whoever only refers to it.
CREATE FUNCTION funding_guard_purchase() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
    RAISE EXCEPTION 'a purchase is cancelled, never taken away'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_stays';
END
$$;

CREATE TRIGGER funding_guard_purchase BEFORE DELETE ON funding_purchase
FOR EACH ROW EXECUTE FUNCTION funding_guard_purchase();
CREATE TRIGGER funding_guard_key_of_purchase AFTER UPDATE OF id ON funding_purchase
FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION funding_guard_purchase();
