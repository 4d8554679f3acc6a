package org.changecontrol.engine;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;

/**
 * The engine's history without what is on record elsewhere: what was submitted is kept in the
 * domain and in the audit trail, whole and not cut at 4 000 characters; that a timer was set and
 * fell away follows from the step it stands at; how many of several gates are left is counted in
 * the domain. That a job failed, and how, is kept.
 */
@SuppressWarnings("NullAway") // the engine writes nothing where there is no event
final class LeanHistory extends CacheAwareHistoryEventProducer {

  /** What the engine counts at a step that is done several times. */
  private static final Set<String> COUNTERS =
      Set.of(
          MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES,
          MultiInstanceActivityBehavior.NUMBER_OF_ACTIVE_INSTANCES,
          MultiInstanceActivityBehavior.NUMBER_OF_COMPLETED_INSTANCES,
          MultiInstanceActivityBehavior.LOOP_COUNTER);

  @Override
  public @Nullable HistoryEvent createFormPropertyUpdateEvt(
      ExecutionEntity execution, String propertyId, String propertyValue, String taskId) {
    return null;
  }

  @Override
  public @Nullable HistoryEvent createHistoricJobLogCreateEvt(Job job) {
    return null;
  }

  @Override
  public @Nullable HistoryEvent createHistoricJobLogSuccessfulEvt(Job job) {
    return null;
  }

  @Override
  public @Nullable HistoryEvent createHistoricJobLogDeleteEvt(Job job) {
    return null;
  }

  @Override
  public @Nullable HistoryEvent createHistoricVariableCreateEvt(
      VariableInstanceEntity variable, VariableScope scope) {
    return isCounter(variable) ? null : super.createHistoricVariableCreateEvt(variable, scope);
  }

  @Override
  public @Nullable HistoryEvent createHistoricVariableUpdateEvt(
      VariableInstanceEntity variable, VariableScope scope) {
    return isCounter(variable) ? null : super.createHistoricVariableUpdateEvt(variable, scope);
  }

  @Override
  public @Nullable HistoryEvent createHistoricVariableDeleteEvt(
      VariableInstanceEntity variable, VariableScope scope) {
    return isCounter(variable) ? null : super.createHistoricVariableDeleteEvt(variable, scope);
  }

  @Override
  public @Nullable HistoryEvent createHistoricVariableMigrateEvt(VariableInstanceEntity variable) {
    return isCounter(variable) ? null : super.createHistoricVariableMigrateEvt(variable);
  }

  @Override
  protected ProcessDefinitionEntity getProcessDefinitionEntity(String definition) {
    var read = NeedlessQuestions.read(definition);
    return read == null ? super.getProcessDefinitionEntity(definition) : read;
  }

  private static boolean isCounter(VariableInstanceEntity variable) {
    return COUNTERS.contains(variable.getName());
  }

  /** The task knows since when it has been there; {@link LeanHistoryRecords} does not ask. */
  @Override
  public HistoryEvent createTaskInstanceCompleteEvt(DelegateTask task, String deleteReason) {
    var event =
        (HistoricTaskInstanceEventEntity) super.createTaskInstanceCompleteEvt(task, deleteReason);
    if (event.getStartTime() == null) {
      event.setStartTime(task.getCreateTime());
    }
    return event;
  }
}
