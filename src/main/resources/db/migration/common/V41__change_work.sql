create sequence change_work_id start with 1 increment by 50;

create table change_task (
  id            bigint primary key,
  version       integer not null,
  change_id     bigint not null references change_record (id),
  title         varchar(200) not null,
  team          varchar(255),
  assignee      varchar(255),
  position      integer not null,
  planned_start timestamp(6) with time zone,
  planned_end   timestamp(6) with time zone,
  state         varchar(20) not null
);
create index change_task_by_change on change_task (change_id, position);

create table change_comment (
  id        bigint primary key,
  change_id bigint not null references change_record (id),
  author    varchar(255) not null,
  written   timestamp(6) with time zone not null,
  text      text not null
);
create index change_comment_by_change on change_comment (change_id, id);

create table change_attachment (
  id         bigint primary key,
  change_id  bigint not null references change_record (id),
  name       varchar(255) not null,
  media_type varchar(255) not null,
  size       bigint not null,
  sha256     varchar(64) not null,
  author     varchar(255) not null,
  attached   timestamp(6) with time zone not null,
  removed    timestamp(6) with time zone,
  content    ${bytes} not null
);
create index change_attachment_by_change on change_attachment (change_id, id);
