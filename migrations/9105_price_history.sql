-- Prices that ended stay as they were written.
create function price_history_stays() returns trigger language plpgsql as $$
begin
  raise exception 'past prices are only ever added' using errcode = 'integrity_constraint_violation';
end
$$;
--> statement-breakpoint
create trigger price_history_stays before update or delete or truncate on price_history
  for each statement execute function price_history_stays();
