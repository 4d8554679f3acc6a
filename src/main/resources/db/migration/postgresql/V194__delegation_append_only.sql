-- What was handed on, and what was ended, stays on record as it was written.
create trigger identity_delegation_append_only before update or delete on identity_delegation
  for each row execute function refuse_to_rewrite();
create trigger identity_delegation_not_emptied before truncate on identity_delegation
  for each statement execute function refuse_to_rewrite();

create trigger identity_delegation_group_append_only before update or delete on identity_delegation_group
  for each row execute function refuse_to_rewrite();
create trigger identity_delegation_group_not_emptied before truncate on identity_delegation_group
  for each statement execute function refuse_to_rewrite();

create trigger identity_delegation_end_append_only before update or delete on identity_delegation_end
  for each row execute function refuse_to_rewrite();
create trigger identity_delegation_end_not_emptied before truncate on identity_delegation_end
  for each statement execute function refuse_to_rewrite();
