-- Who hands his right to vote in some of his groups to whom, and for how long. Rows are only ever added: what ends early gets a row
-- of its own that says so.
create sequence identity_delegation_number start with 1 increment by 1;

create table identity_delegation (
    id        bigint                      not null,
    kind      varchar(20)                 not null,
    giver     varchar(64)                 not null,
    delegate  varchar(64)                 not null,
    starts_at timestamp(6) with time zone not null,
    ends_at   timestamp(6) with time zone not null,
    reason    varchar(20000),
    given_at  timestamp(6) with time zone not null,
    -- SHA-256 over all columns above but the id, and over the groups.
    digest    varchar(64)                 not null,
    constraint identity_delegation_pk primary key (id),
    constraint identity_delegation_ends_after_start check (ends_at > starts_at),
    constraint identity_delegation_to_another check (giver <> delegate)
);

create index identity_delegation_over_idx on identity_delegation (ends_at);
create index identity_delegation_giver_idx on identity_delegation (giver, ends_at);
create index identity_delegation_delegate_idx on identity_delegation (delegate, ends_at);

create table identity_delegation_group (
    delegation bigint      not null,
    group_id   varchar(64) not null,
    constraint identity_delegation_group_pk primary key (delegation, group_id),
    constraint identity_delegation_group_fk foreign key (delegation) references identity_delegation (id)
);

create table identity_delegation_end (
    delegation bigint                      not null,
    ended_at   timestamp(6) with time zone not null,
    ended_by   varchar(64)                 not null,
    reason     varchar(20000),
    -- SHA-256 over all columns above.
    digest     varchar(64)                 not null,
    constraint identity_delegation_end_pk primary key (delegation),
    constraint identity_delegation_end_fk foreign key (delegation) references identity_delegation (id)
);

-- Whose vote it is, where its voter stands in for another.
alter table approval_vote add on_behalf_of varchar(64);
