package org.changecontrol.engine.identity;

import camundajar.impl.com.google.gson.JsonObject;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.json.JsonTaskQueryConverter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * How the query of a task filter is stored, with one word more than the engine knows: {@code
 * overdue}, due before now, the now being that of the reading. The engine would want an expression
 * for it, and expressions in stored filters are off, because whoever could store one could run
 * code.
 */
class StoredTaskQueries extends JsonTaskQueryConverter {

  private static final String OVERDUE = "overdue";

  /** Tasks due before now; only ever written, what is read is an ordinary query. */
  static final class Overdue extends TaskQueryImpl {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public JsonObject toJsonObject(TaskQuery query) {
    JsonObject json = super.toJsonObject(query);
    if (query instanceof Overdue) {
      json.addProperty(OVERDUE, true);
    }
    return json;
  }

  @Override
  public TaskQuery toObject(JsonObject json) {
    TaskQuery query = super.toObject(json);
    return json.has(OVERDUE) ? query.dueBefore(ClockUtil.getCurrentTime()) : query;
  }
}
