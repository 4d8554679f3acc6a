-- A stay in a group ends once, and nothing else about it ever changes.
create function identity_membership_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'identity_membership is append-only: % is refused', tg_op;
end
$$;

create trigger identity_membership_ends_once
    before update on identity_membership
    for each row
    when (old.left_at is not null or new.left_at is null or new.id <> old.id or new.person <> old.person
          or new.group_id <> old.group_id or new.joined_at <> old.joined_at)
    execute function identity_membership_refuse();

create trigger identity_membership_stays
    before delete on identity_membership
    for each row execute function identity_membership_refuse();

create trigger identity_membership_is_not_emptied
    before truncate on identity_membership
    for each statement execute function identity_membership_refuse();
