-- Changes whose tasks were planned before: their assignees belong to those who carry them out.
update change_record set workforce = json_object('people':
  coalesce((select json_arrayagg(distinct task.assignee) from change_task task
   where task.change_id = change_record.id and task.assignee is not null), json '[]'))
where exists (select 1 from change_task task where task.change_id = change_record.id);
