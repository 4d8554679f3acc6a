-- What a stakeholder was asked and what he said stays on record, as votes do.
create trigger consultation_question_append_only before update or delete on consultation_question
  for each row execute function refuse_to_rewrite();
create trigger consultation_question_not_emptied before truncate on consultation_question
  for each statement execute function refuse_to_rewrite();

create trigger consultation_answer_append_only before update or delete on consultation_answer
  for each row execute function refuse_to_rewrite();
create trigger consultation_answer_not_emptied before truncate on consultation_answer
  for each statement execute function refuse_to_rewrite();
