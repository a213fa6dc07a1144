-- What operators decided stays as it was written.
create function audit_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are only ever added' using errcode = 'integrity_constraint_violation';
end
$$;
--> statement-breakpoint
create trigger audit_entries_stay before update or delete or truncate on audit_entries
  for each statement execute function audit_entries_stay();
