-- A retrospective change says which changes may explain what was observed, and what was decided about it.
alter table change_record add column explanations ${json};
alter table change_record add column difference_review ${json};
