package org.changecontrol.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Says in an incident which step of which change stands still, why, and what to do about it. What
 * never failed has no incident: none is looked for when a job goes.
 */
final class IncidentAdvice extends DefaultIncidentHandler {

  /** Leaves room for the advice in the engine's column of 4 000 characters. */
  private static final int LONGEST_CAUSE = 2_000;

  IncidentAdvice() {
    super(Incident.FAILED_JOB_HANDLER_TYPE);
  }

  @Override
  public Incident handleIncident(IncidentContext context, @Nullable String message) {
    return super.handleIncident(context, advice(context, message));
  }

  @Override
  protected void removeIncident(IncidentContext context, boolean resolved) {
    if (!hasNeverFailed(context.getConfiguration())) {
      super.removeIncident(context, resolved);
    }
  }

  private static boolean hasNeverFailed(@Nullable String id) {
    JobEntity job =
        id == null
            ? null
            : Context.getCommandContext().getDbEntityManager().getCachedEntity(JobEntity.class, id);
    return job != null
        && job.getRetries() > 0
        && job.getExceptionMessage() == null
        && job.getExceptionByteArrayId() == null;
  }

  private static String advice(IncidentContext context, @Nullable String message) {
    String cause = message == null ? "no message" : message;
    if (cause.length() > LONGEST_CAUSE) {
      cause = cause.substring(0, LONGEST_CAUSE) + "…";
    }
    return step(context)
        + change(context)
        + " failed and is not tried again: "
        + cause
        + " — What to do: remove the cause (the stack trace stands at the job), then choose"
        + " “Increment number of retries” for the job in Cockpit. Nothing of the step has been"
        + " stored; it is done again as a whole.";
  }

  private static String step(IncidentContext context) {
    String id = context.getActivityId();
    if (id != null && context.getProcessDefinitionId() != null) {
      ProcessDefinitionEntity definition =
          Context.getProcessEngineConfiguration()
              .getDeploymentCache()
              .findDeployedProcessDefinitionById(context.getProcessDefinitionId());
      ActivityImpl activity = definition.findActivity(id);
      if (activity != null && activity.getName() != null) {
        return "The step “" + activity.getName().strip() + "” (" + id + ")";
      }
    }
    return id == null ? "A job" : "The step " + id;
  }

  private static String change(IncidentContext context) {
    if (context.getExecutionId() == null) {
      return "";
    }
    ExecutionEntity execution =
        Context.getCommandContext()
            .getExecutionManager()
            .findExecutionById(context.getExecutionId());
    String number = execution == null ? null : execution.getProcessBusinessKey();
    return number == null ? "" : " of " + number;
  }
}
