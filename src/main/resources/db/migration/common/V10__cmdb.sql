-- The configuration model: what kinds of items and relationships there are. Types are rows, not classes.
create table cmdb_model (
    id        integer      not null primary key,
    version   integer      not null,
    seed      varchar(64),
    constraint cmdb_model_single check (id = 1)
);
insert into cmdb_model (id, version) values (1, 0);

create table cmdb_item_type (
    type_key       varchar(63)  not null primary key,
    name           varchar(100) not null,
    parent         varchar(63)  references cmdb_item_type (type_key),
    is_abstract    boolean      not null,
    attributes     ${json}      not null,
    identification ${json}      not null,
    owner_group    varchar(100),
    high_risk      boolean      not null,
    verify_days    integer,
    version        integer      not null
);

create table cmdb_relationship_type (
    type_key     varchar(63)  not null primary key,
    name         varchar(100) not null,
    reverse_name varchar(100) not null,
    outage       varchar(20)  not null,
    version      integer      not null
);

create table cmdb_relationship_rule (
    relationship_type varchar(63) not null references cmdb_relationship_type (type_key),
    source_type       varchar(63) not null references cmdb_item_type (type_key),
    target_type       varchar(63) not null references cmdb_item_type (type_key),
    min_targets       integer     not null,
    max_targets       integer,
    max_sources       integer,
    primary key (relationship_type, source_type, target_type)
);

-- The estate: items and their relationships. Nothing here is ever deleted.
create sequence cmdb_item_number start with 1 increment by 1 cache 1;

create table cmdb_item (
    number        bigint       not null primary key,
    type          varchar(63)  not null references cmdb_item_type (type_key),
    name          varchar(255) not null,
    state         varchar(20)  not null,
    criticality   integer      check (criticality between 1 and 4),
    environment   varchar(100),
    location      varchar(255),
    owner         varchar(100),
    attributes    ${json}      not null,
    high_risk     boolean      not null,
    needs         ${json}      not null,
    sources       ${json}      not null,
    last_verified timestamp(6) with time zone,
    last_reported timestamp(6) with time zone,
    report_agreed boolean      not null,
    -- What identifies the item among those that have not ended; null once it has.
    identity      varchar(500),
    changed_at    timestamp(6) with time zone not null,
    revision      integer      not null,
    constraint cmdb_item_identity unique (identity)
);
create index cmdb_item_by_type_and_name on cmdb_item (type, name);
create index cmdb_item_by_name on cmdb_item (name);
create index cmdb_item_by_owner on cmdb_item (owner);
create index cmdb_item_by_state on cmdb_item (type, state);

create sequence cmdb_relationship_id start with 1 increment by 1000;

create table cmdb_relationship (
    id          bigint      not null primary key,
    type        varchar(63) not null references cmdb_relationship_type (type_key),
    source      bigint      not null references cmdb_item (number),
    target      bigint      not null references cmdb_item (number),
    soft        boolean     not null,
    valid_from  timestamp(6) with time zone not null,
    valid_until timestamp(6) with time zone,
    reported_by varchar(100),
    -- type, source and target while the relationship stands, null once it has ended: two cannot stand at once.
    standing    varchar(120),
    version     integer     not null,
    constraint cmdb_relationship_standing unique (standing)
);
create index cmdb_relationship_by_source on cmdb_relationship (source);
create index cmdb_relationship_by_target on cmdb_relationship (target);

-- The history: one row per write, of an item or of a relationship. It outlives what it describes.
create sequence cmdb_revision_id start with 1 increment by 1000;

create table cmdb_revision (
    id              bigint       not null primary key,
    item            bigint       not null,
    relationship    bigint,
    counterpart     bigint,
    revision        integer      not null,
    action          varchar(30)  not null,
    before_image    ${json},
    after_image     ${json}      not null,
    cause_kind      varchar(20)  not null,
    cause_reference varchar(100) not null,
    -- The operation of the cause that made the write; null for the platform's own moves and for reports.
    operation       integer,
    actor           varchar(255) not null,
    recorded_at     timestamp(6) with time zone not null,
    -- The version of the estate the write belongs to, given just before the commit: versions are seen in the order of
    -- commits, and rows without one are the reader's own.
    version         bigint,
    constraint cmdb_revision_once unique (cause_kind, cause_reference, action, operation)
);
create index cmdb_revision_by_version on cmdb_revision (version);
create index cmdb_revision_by_time on cmdb_revision (recorded_at);
create index cmdb_revision_of_item on cmdb_revision (item, revision);
create index cmdb_revision_of_relationship on cmdb_revision (relationship);
create index cmdb_revision_of_counterpart on cmdb_revision (counterpart);

-- Counts the transactions that wrote to the estate.
create table cmdb_head (
    id      integer not null primary key,
    version bigint  not null,
    constraint cmdb_head_single check (id = 1)
);
insert into cmdb_head (id, version) values (1, 0);

-- What is done to the estate under one cause, and how far it has got.
create table cmdb_intervention (
    cause_kind      varchar(20)  not null,
    cause_reference varchar(100) not null,
    stage           varchar(20)  not null,
    began_at        timestamp(6) with time zone,
    applied_at      timestamp(6) with time zone,
    ended_at        timestamp(6) with time zone,
    version         integer      not null,
    primary key (cause_kind, cause_reference)
);

-- What a cause holds of an item: the item itself (reserved, planned), one of its fields, or its time (maintenance).
create table cmdb_claim (
    item            bigint       not null references cmdb_item (number),
    kind            varchar(20)  not null,
    subject         varchar(255) not null,
    cause_kind      varchar(20)  not null,
    cause_reference varchar(100) not null,
    valid_until     timestamp(6) with time zone,
    primary key (item, kind, subject)
);
create index cmdb_claim_of_cause on cmdb_claim (cause_kind, cause_reference);

-- What undoes each applied operation.
create table cmdb_inverse (
    cause_kind      varchar(20)  not null,
    cause_reference varchar(100) not null,
    operation       integer      not null,
    kind            varchar(30)  not null,
    item            bigint,
    relationship    bigint,
    restores        ${json}      not null,
    leaves          ${json}      not null,
    primary key (cause_kind, cause_reference, operation)
);
