-- Which items are taken when. The window stands beside the item, so that one look into one index answers.
create table calendar_booking (
    subject      varchar(64)                 not null,
    item         varchar(64)                 not null,
    window_start timestamp(6) with time zone not null,
    window_end   timestamp(6) with time zone not null,
    primary key (subject, item),
    constraint calendar_booking_window check (window_end > window_start)
);
create index calendar_booking_item on calendar_booking (item, window_start, window_end);

-- No booked window is longer than this, in seconds: how far back a check has to look. It only ever grows.
create table calendar_longest_window (
    id      integer not null primary key,
    seconds bigint  not null,
    constraint calendar_longest_window_single check (id = 1)
);
insert into calendar_longest_window (id, seconds) values (1, 2678400);
