-- Changes whose tasks were planned before: their assignees belong to those who carry them out.
update change_record set workforce = jsonb_build_object('people',
  (select coalesce(jsonb_agg(distinct task.assignee), '[]') from change_task task
   where task.change_id = change_record.id and task.assignee is not null))
where exists (select 1 from change_task task where task.change_id = change_record.id);
