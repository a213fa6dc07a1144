-- What was proved stays as it was signed.
create function receipts_stay() returns trigger language plpgsql as $$
begin
  raise exception 'receipts are only ever added' using errcode = 'integrity_constraint_violation';
end
$$;
--> statement-breakpoint
create trigger receipts_stay before update or delete or truncate on receipts
  for each statement execute function receipts_stay();
