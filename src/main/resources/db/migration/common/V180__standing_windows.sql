create sequence calendar_window_number start with 1 increment by 1;

-- Freezes and maintenance windows. Start and end are what a clock in the zone shows, as text: a timestamp would be moved by
-- whatever zone the driver takes it for. A withdrawn window stays on record.
create table calendar_window (
  id              bigint primary key,
  version         integer not null,
  kind            varchar(20) not null,
  name            varchar(200) not null,
  local_start     varchar(19) not null,
  local_end       varchar(19) not null,
  zone            varchar(60) not null,
  rrule           varchar(500),
  scope           ${json} not null,
  reason          text not null,
  lasts_until     timestamp(6) with time zone,
  declared_by     varchar(255) not null,
  declared_at     timestamp(6) with time zone not null,
  suspended_for   text,
  suspended_by    varchar(255),
  suspended_at    timestamp(6) with time zone,
  withdrawn_by    varchar(255),
  withdrawn_at    timestamp(6) with time zone
);
create index calendar_window_in_force on calendar_window (withdrawn_at, lasts_until);
