ALTER FUNCTION funding_movement_goes(text, text, text) SET search_path = pg_catalog;

DROP TRIGGER funding_guard_balance ON funding_account;
DROP TRIGGER funding_guard_account ON funding_account;
CREATE TRIGGER funding_guard_account BEFORE INSERT OR UPDATE OR DELETE ON funding_account
FOR EACH ROW EXECUTE FUNCTION funding_guard_account();

CREATE OR REPLACE FUNCTION funding_post_movements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted m
        LEFT JOIN funding_account s ON s.id = m.source_id
        LEFT JOIN funding_account t ON t.id = m.target_id
        LEFT JOIN funding_movement c ON c.id = m.corrects_id
        LEFT JOIN funding_purchase p ON p.id = m.purchase_id
        WHERE (s.agreement_id, t.agreement_id, s.fund_id, t.fund_id)
                IS DISTINCT FROM (m.agreement_id, m.agreement_id, m.fund_id, m.fund_id)
            OR (m.purchase_id IS NOT NULL AND p.fund_id IS DISTINCT FROM m.fund_id)
            OR (m.kind <> 'correct' AND NOT funding_movement_goes(m.kind, s.kind, t.kind))
            OR (m.kind = 'correct' AND (m.source_id, m.target_id, m.amount, m.purchase_id)
                IS DISTINCT FROM (c.target_id, c.source_id, c.amount, c.purchase_id))
    ) THEN
        RAISE EXCEPTION 'a movement does not fit its accounts, its purchase or what it corrects'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_fits_its_accounts';
    END IF;

    -- One order for every transaction, so that no two wait for each other.
    PERFORM 1 FROM funding_account
        WHERE id IN (SELECT source_id FROM posted UNION ALL SELECT target_id FROM posted)
        ORDER BY id FOR NO KEY UPDATE;
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

DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT conrelid::regclass AS place, conname FROM pg_constraint
        WHERE contype = 'f' AND conrelid IN ('funding_movement'::regclass,
            'funding_purchase'::regclass, 'funding_purchaseapproval'::regclass,
            'funding_purchaseevent'::regclass, 'funding_purchaseshare'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED',
            found.place, found.conname);
    END LOOP;
END
$$;
