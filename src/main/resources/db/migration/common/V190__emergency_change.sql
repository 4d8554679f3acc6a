-- An emergency answers to an incident; who approves it may confirm the incident's priority.
alter table approval_vote add column confirms_priority1 boolean default false not null;

-- A review after the fact has a deadline; an emergency is assessed in full when it begins.
alter table change_record add column review_due_at timestamp(6) with time zone;
alter table change_record add column review_escalated_to varchar(255);
alter table change_record add column afterwards ${json};
create index change_record_overdue_review on change_record (requester, type, state, review_due_at);
