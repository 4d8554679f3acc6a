-- What is on record stays on record: rows of the trail, votes and revisions are added and nothing else. Who owns the tables can
-- lift this; that is why the trail is chained and its heads are signed outside the database.
create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: its rows are only ever added', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_to_rewrite();
create trigger audit_entry_not_emptied before truncate on audit_entry
  for each statement execute function refuse_to_rewrite();

-- The head moves forward only.
create function refuse_to_move_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.id = old.id and new.seq > old.seq then
    return new;
  end if;
  raise exception '% of % is refused: the trail only grows', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_head_forward before update or delete on audit_head
  for each row execute function refuse_to_move_back();
create trigger audit_head_not_emptied before truncate on audit_head
  for each statement execute function refuse_to_rewrite();

create trigger approval_vote_append_only before update or delete on approval_vote
  for each row execute function refuse_to_rewrite();
create trigger approval_vote_not_emptied before truncate on approval_vote
  for each statement execute function refuse_to_rewrite();

-- A revision gets its version of the estate once, just before its transaction commits.
create function refuse_to_rewrite_but_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.version is null
     and to_jsonb(new) - 'version' = to_jsonb(old) - 'version' then
    return new;
  end if;
  raise exception '% of % is refused: its rows are only ever added', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger cmdb_revision_append_only before update or delete on cmdb_revision
  for each row execute function refuse_to_rewrite_but_version();
create trigger cmdb_revision_not_emptied before truncate on cmdb_revision
  for each statement execute function refuse_to_rewrite();
