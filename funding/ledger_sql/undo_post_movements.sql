DROP FUNCTION funding_lock_accounts(bigint[]);
DROP TRIGGER funding_guard_account ON funding_account;
DROP FUNCTION funding_guard_account();
DROP TRIGGER funding_post_movements ON funding_movement;
DROP FUNCTION funding_post_movements();
DROP FUNCTION funding_movement_goes(text, text, text);
