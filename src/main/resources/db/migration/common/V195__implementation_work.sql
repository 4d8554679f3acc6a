-- Who carries out the tasks of a change; null where it is not divided into tasks.
alter table change_record add column workforce ${json};
-- Who reported a task, when and what, and since when it is overdue.
alter table change_task add column reported_by varchar(255);
alter table change_task add column reported_at timestamp(6) with time zone;
alter table change_task add column notes text;
alter table change_task add column overdue_since timestamp(6) with time zone;
