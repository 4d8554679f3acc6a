package org.changecontrol.engine;

import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;

/**
 * Writes the engine's history down without reading it first. How long a step took, the engine works
 * out from its begin and its end when it is asked; the value with which a variable begins stands in
 * the variable's own row.
 */
final class LeanHistoryRecords extends DbHistoryEventHandler {

  @Override
  protected void insertOrUpdate(HistoryEvent event) {
    if (isStep(event) && !isInitialEvent(event) && isUnread(event)) {
      getDbEntityManager().merge(event);
    } else {
      super.insertOrUpdate(event);
    }
  }

  private static boolean isStep(HistoryEvent event) {
    return event instanceof HistoricActivityInstanceEventEntity
        || event instanceof HistoricTaskInstanceEventEntity;
  }

  private boolean isUnread(HistoryEvent event) {
    return event.getId() != null
        && getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) == null;
  }

  @Override
  protected boolean shouldWriteHistoricDetail(HistoricVariableUpdateEventEntity event) {
    return !event.isEventOfType(HistoryEventTypes.VARIABLE_INSTANCE_CREATE)
        && super.shouldWriteHistoricDetail(event);
  }
}
