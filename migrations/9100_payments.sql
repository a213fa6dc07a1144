-- The ledger: every journal sums to zero, and nothing in it is ever changed.
create function ledger_journal_balances() returns trigger language plpgsql as $$
begin
  if (select sum(amount_paise) from ledger_entries
      where purchase_id = new.purchase_id and journal_id = new.journal_id) <> 0 then
    raise exception 'journal % does not sum to zero', new.journal_id using errcode = 'check_violation';
  end if;
  return null;
end $$;

create constraint trigger ledger_entries_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_journal_balances();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: book a further journal instead' using errcode = 'restrict_violation';
end $$;

create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
  for each statement execute function ledger_is_append_only();
create trigger journals_append_only before update or delete or truncate on journals
  for each statement execute function ledger_is_append_only();
