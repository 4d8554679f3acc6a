create sequence change_number start with 1 increment by 1;

create table change_record (
  id                    bigint primary key,
  version               integer not null,
  type                  varchar(20) not null,
  state                 varchar(20) not null,
  requester             varchar(255) not null,
  implementer           varchar(255),
  title                 varchar(200),
  category              varchar(100),
  planned_start         timestamp(6) with time zone,
  planned_end           timestamp(6) with time zone,
  actual_start          timestamp(6) with time zone,
  actual_end            timestamp(6) with time zone,
  requested_at          timestamp(6) with time zone not null,
  submitted_at          timestamp(6) with time zone,
  closed_at             timestamp(6) with time zone,
  risk                  varchar(20),
  wanted_as_draft       boolean not null,
  risk_lowered          boolean not null,
  on_hold               boolean not null,
  hold_reason           text,
  hold_until            timestamp(6) with time zone,
  reservations_released boolean not null,
  early_start_by        varchar(255),
  assessment_decision   varchar(20),
  outcome               varchar(30),
  verified              boolean,
  backed_out            boolean not null,
  close_code            varchar(30),
  end_reason            text,
  idempotency_key       varchar(200),
  idempotency_digest    varchar(64),
  based_on              varchar(20),
  content               ${json} not null,
  operations            ${json} not null,
  targets               ${json} not null,
  assessment            ${json},
  rating                ${json},
  gates                 ${json},
  hashes                ${json} not null,
  review                ${json},
  work_hash             varchar(64) not null,
  constraint change_record_idempotency unique (requester, idempotency_key)
);
create index change_record_by_state on change_record (state, id);
create index change_record_by_start on change_record (planned_start);
create index change_record_by_category on change_record (category, closed_at);

create table change_target (
  change_id bigint not null references change_record (id),
  item      varchar(20) not null,
  role      varchar(20) not null,
  primary key (change_id, item)
);
create index change_target_by_item on change_target (item, change_id);
