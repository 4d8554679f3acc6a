-- Title and category belong to the plan that is judged; not where votes were asked for without them.
alter table change_record add column title_judged boolean default false not null;
