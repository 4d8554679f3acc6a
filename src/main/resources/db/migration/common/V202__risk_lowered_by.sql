-- Who lowered the risk does not vote on the change while that stands. Where it was lowered before, nobody is named.
alter table change_record add column risk_lowered_by varchar(255);
