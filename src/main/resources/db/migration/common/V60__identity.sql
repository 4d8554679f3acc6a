-- Who belonged to which group, and when. The engine's own tables know only the present; this one keeps the past.
-- A row is never deleted and changes once, when the person leaves; whoever comes back gets a row of his own.
create sequence identity_membership_seq start with 1 increment by 50;

create table identity_membership (
    id         bigint                      not null,
    person     varchar(64)                 not null,
    group_id   varchar(64)                 not null,
    joined_at  timestamp(6) with time zone not null,
    left_at    timestamp(6) with time zone,
    constraint identity_membership_pk primary key (id),
    constraint identity_membership_left_after_joining check (left_at is null or left_at >= joined_at)
);

create index identity_membership_group_idx on identity_membership (group_id, left_at);
create index identity_membership_person_idx on identity_membership (person, left_at);

-- A sign-in at the pages and the webapps. It rests here and not in a node, so that it outlives one.
-- The token itself is known to the browser alone; the row keeps its hash, and the hash of the password's hash
-- that it was given for, so that a new password ends every sign-in of the old one.
create table identity_sign_in (
    token_hash    varchar(64)                 not null,
    person        varchar(64)                 not null,
    password_mark varchar(64)                 not null,
    signed_in_at  timestamp(6) with time zone not null,
    seen_at       timestamp(6) with time zone not null,
    ended_at      timestamp(6) with time zone,
    constraint identity_sign_in_pk primary key (token_hash)
);

create index identity_sign_in_person_idx on identity_sign_in (person);

-- Held by the node that sets up groups, grants and filters, so that two nodes may start at once.
create table identity_setup (
    id integer not null,
    constraint identity_setup_pk primary key (id)
);

insert into identity_setup (id) values (1);
