-- Stakeholders that people named, and how the policy wants stakeholders of each kind involved.
alter table change_record add column stakeholders ${json};
alter table change_record add column consultation ${json};

create sequence consultation_id start with 1 increment by 50;

-- Who was asked: one row for each stakeholder and round. A round begins when what they are asked about has changed; rows are only ever added.
create table consultation_question (
  id        bigint primary key,
  change_id bigint not null references change_record (id),
  round     integer not null,
  kind      varchar(10) not null,
  name      varchar(255) not null,
  stakes    ${json} not null,
  asked_at  timestamp(6) with time zone not null,
  deadline  timestamp(6) with time zone not null,
  constraint consultation_question_once unique (change_id, round, kind, name)
);
create index consultation_question_of on consultation_question (name, deadline);

-- What they said: rows are only ever added, and the last one of a person stands.
create table consultation_answer (
  id          bigint primary key,
  change_id   bigint not null references change_record (id),
  person      varchar(255) not null,
  stands_for  ${json} not null,
  stance      varchar(20) not null,
  text        text not null,
  answered_at timestamp(6) with time zone not null,
  -- Section to hash: what the person had before him.
  judged      ${json} not null,
  -- SHA-256 over all columns above but the id.
  digest      varchar(64) not null
);
create index consultation_answer_by_change on consultation_answer (change_id, id);
