package org.changecontrol.engine;

import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's history without the fields of submitted forms: what was submitted is on record in
 * the domain and in the audit trail, whole and not cut at 4 000 characters.
 */
final class LeanHistory extends CacheAwareHistoryEventProducer {

  @Override
  @SuppressWarnings("NullAway") // the engine writes nothing where there is no event
  public @Nullable HistoryEvent createFormPropertyUpdateEvt(
      ExecutionEntity execution, String propertyId, String propertyValue, String taskId) {
    return null;
  }
}
