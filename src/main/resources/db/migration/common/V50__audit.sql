-- The trail: one row per fact, each with the hash of the one before it.
create table audit_entry (
  seq bigint not null,
  at timestamp(6) with time zone not null,
  actor varchar(255) not null,
  subject varchar(255) not null,
  name varchar(100) not null,
  reason text,
  detail text not null,
  evidence varchar(100),
  prev_hash varchar(64) not null,
  hash varchar(64) not null,
  constraint audit_entry_pk primary key (seq)
);

create index audit_entry_subject on audit_entry (subject, seq);
create index audit_entry_evidence on audit_entry (evidence, seq);

-- Where the trail ends. One row; whoever holds its lock writes the next entries.
create table audit_head (
  id smallint not null,
  seq bigint not null,
  hash varchar(64) not null,
  constraint audit_head_pk primary key (id),
  constraint audit_head_one check (id = 1)
);

insert into audit_head (id, seq, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
