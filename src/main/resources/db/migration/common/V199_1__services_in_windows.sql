-- Who else touches a service at the same time: the window stands beside the service, as it does beside a booked item.
alter table change_service add column planned_start timestamp(6) with time zone;
alter table change_service add column planned_end timestamp(6) with time zone;
update change_service set
  planned_start = (select c.planned_start from change_record c where c.id = change_service.change_id),
  planned_end = (select c.planned_end from change_record c where c.id = change_service.change_id);
delete from change_service where planned_start is null or planned_end is null;
drop index change_service_by_service;
create index change_service_by_window on change_service (service, planned_start, planned_end);

-- And who else has the same implementer.
drop index change_record_by_implementer;
create index change_record_by_implementer on change_record (implementer, planned_start, planned_end);
