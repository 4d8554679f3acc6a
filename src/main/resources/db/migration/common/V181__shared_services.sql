-- Which services suffer if a change fails, as it was assessed: who else touches them at the same time is found by one look into an index.
create table change_service (
  change_id bigint not null references change_record (id),
  service   varchar(20) not null,
  primary key (change_id, service)
);
create index change_service_by_service on change_service (service, change_id);

create index change_record_by_implementer on change_record (implementer, planned_start);
