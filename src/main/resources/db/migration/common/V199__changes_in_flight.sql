-- A change goes to its end by the process, the policies and the forms that it began with.
alter table change_record add column process_version varchar(255);
alter table change_record add column model_set varchar(64);
