-- Work that goes on after its window is on record, with the gate that decides whether it may.
alter table change_record add column overrun_since timestamp(6) with time zone;
alter table change_record add column extension_gate varchar(255);
