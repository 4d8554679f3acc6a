package org.changecontrol.change.process;

import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.Crossroads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the expressions of the process models ask: {@code ${changeFacts.approved(execution)}}. */
@Component("changeFacts")
public class ChangeFacts {

  private final Crossroads crossroads;
  private final ChangeRegister register;

  ChangeFacts(Crossroads crossroads, ChangeRegister register) {
    this.crossroads = crossroads;
    this.register = register;
  }

  public boolean complete(DelegateExecution execution) {
    return crossroads.isComplete(number(execution));
  }

  public String requester(DelegateExecution execution) {
    return register.change(number(execution)).requester();
  }

  public @Nullable String implementer(DelegateExecution execution) {
    return register.change(number(execution)).implementer();
  }

  public boolean assessmentReviewNeeded(DelegateExecution execution) {
    return crossroads.isAssessmentReviewNeeded(number(execution));
  }

  public boolean assessmentAccepted(DelegateExecution execution) {
    return crossroads.isAssessmentAccepted(number(execution));
  }

  public boolean redeploymentChosen(DelegateExecution execution) {
    return crossroads.isRedeployment(number(execution));
  }

  public List<Long> openGates(DelegateExecution execution) {
    return crossroads.openGates(number(execution));
  }

  public boolean refused(DelegateExecution execution) {
    return crossroads.isRefused(number(execution));
  }

  public boolean approved(DelegateExecution execution) {
    return crossroads.isApproved(number(execution));
  }

  public boolean stillFree(DelegateExecution execution) {
    return crossroads.isStillFree(number(execution));
  }

  public boolean windowOpen(DelegateExecution execution) {
    return crossroads.isWindowOpen(number(execution));
  }

  public Date windowStart(DelegateExecution execution) {
    return Date.from(register.change(number(execution)).window().start());
  }

  public Date windowEnd(DelegateExecution execution) {
    return Date.from(register.change(number(execution)).window().end());
  }

  public boolean readyToImplement(DelegateExecution execution) {
    return crossroads.isReadyToImplement(number(execution));
  }

  public boolean preauthorised(DelegateExecution execution) {
    return crossroads.isPreauthorised(number(execution));
  }

  public boolean differenceToBeRecorded(DelegateExecution execution) {
    return crossroads.isDifferenceToBeRecorded(number(execution));
  }

  public boolean differenceExplained(DelegateExecution execution) {
    return crossroads.isDifferenceExplained(number(execution));
  }

  public boolean redeploymentApproved(DelegateExecution execution) {
    return crossroads.isRedeploymentApproved(number(execution));
  }

  public boolean reworkRequested(DelegateExecution execution) {
    return crossroads.isReworkRequested(number(execution));
  }

  public boolean startedEarly(DelegateExecution execution) {
    return crossroads.isStartedEarly(number(execution));
  }

  public boolean implementationSucceeded(DelegateExecution execution) {
    return crossroads.isImplementationSuccessful(number(execution));
  }

  public boolean implemented(DelegateExecution execution) {
    return crossroads.isImplemented(number(execution));
  }

  public boolean verifiedBySource(DelegateExecution execution) {
    return crossroads.isVerifiedBySource(number(execution));
  }

  public List<String> verifiers(DelegateExecution execution) {
    return crossroads.verifiers();
  }

  public boolean reviewDue(DelegateExecution execution) {
    return crossroads.isReviewDue(number(execution));
  }

  public List<String> reviewers(DelegateExecution execution) {
    return crossroads.reviewers(number(execution));
  }

  public Date reviewDueAt(DelegateExecution execution) {
    return Date.from(crossroads.reviewDueAt(number(execution)));
  }

  public Date reviewOverdueAt(DelegateExecution execution) {
    return Date.from(crossroads.reviewOverdueAt(number(execution)));
  }

  public boolean failed(DelegateExecution execution) {
    return crossroads.isFailed(number(execution));
  }

  public Date holdExpiry(DelegateExecution execution) {
    return Date.from(crossroads.holdExpiry(number(execution)));
  }

  static String number(DelegateExecution execution) {
    var number = execution.getProcessBusinessKey();
    if (number == null) {
      throw new IllegalStateException(
          "Process instance " + execution.getProcessInstanceId() + " belongs to no change");
    }
    return number;
  }
}
