-- Models of standard changes: each version as it was proposed, and where it stands.
create sequence change_model_id start with 1 increment by 1;

create table change_model (
  id            bigint primary key,
  revision      integer not null,
  model_key     varchar(100) not null,
  model_version integer not null,
  state         varchar(20) not null,
  proposed      ${json} not null,
  proposal      varchar(20),
  proposed_by   varchar(255) not null,
  proposed_at   timestamp(6) with time zone not null,
  published_at  timestamp(6) with time zone,
  ended_at      timestamp(6) with time zone,
  end_reason    text,
  constraint change_model_version unique (model_key, model_version),
  constraint change_model_proposal unique (proposal)
);

-- A standard change names its model; what the model authorised is kept with it.
alter table change_record add column model_key varchar(100);
alter table change_record add column model_version integer;
alter table change_record add column preauthorisation ${json};
alter table change_record add column converted_to varchar(20);
alter table change_record add column converted_from varchar(20);
create index change_record_by_model on change_record (model_key, model_version, closed_at);
