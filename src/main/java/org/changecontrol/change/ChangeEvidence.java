package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.GateView;
import org.changecontrol.audit.AuditEntry;
import org.changecontrol.audit.AuditTrail;
import org.changecontrol.audit.SubjectVisibility;
import org.changecontrol.cmdb.EstateDifference;
import org.changecontrol.identity.Actor;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.RiskRating;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything an auditor needs to follow one change, and its story as the audit trail tells it. */
@Component
@Transactional(readOnly = true)
public class ChangeEvidence implements SubjectVisibility {

  private final ChangeRegister register;
  private final ChangeFiles files;
  private final ApprovalGates gates;
  private final WorkDesk work;
  private final ConsultationFiles consultations;
  private final AuditTrail trail;

  ChangeEvidence(
      ChangeRegister register,
      ChangeFiles files,
      ApprovalGates gates,
      WorkDesk work,
      ConsultationFiles consultations,
      AuditTrail trail) {
    this.register = register;
    this.files = files;
    this.gates = gates;
    this.work = work;
    this.consultations = consultations;
    this.trail = trail;
  }

  /**
   * One thing that happened.
   *
   * @param event for example {@code ChangeScheduled}
   */
  public record Event(
      Instant at,
      String actor,
      String event,
      @Nullable String reason,
      Map<String, Object> detail) {}

  /**
   * All of it in one document.
   *
   * @param risk how the risk was rated, with inputs, matched rules and the version of the tables
   * @param requiredGates what the policy demanded, with matched rules and version
   * @param stakeholders who has a stake in it, and whoever was struck off
   * @param consultation what they were asked and what they said, the answers they replaced
   *     included; with what the policy said of each kind of stake
   * @param trail the audit entries of the change, with their hashes
   */
  public record Evidence(
      ChangeDocument change,
      @Nullable RiskRating risk,
      RequiredGate.@Nullable Conclusion requiredGates,
      Map<String, Object> impact,
      List<GateView> gates,
      List<ConsultationFiles.StakeholderOnRecord> stakeholders,
      ConsultationDocument consultation,
      EstateDifference difference,
      List<WorkDesk.TaskOnRecord> tasks,
      List<WorkDesk.CommentOnRecord> comments,
      List<WorkDesk.AttachmentOnRecord> attachments,
      List<AuditEntry> trail) {}

  /** What happened to it, oldest first. */
  public List<Event> timeline(String number) {
    register.change(number);
    return trail.of(number).stream()
        .map(
            entry ->
                new Event(entry.at(), entry.actor(), entry.name(), entry.reason(), entry.detail()))
        .toList();
  }

  public Evidence evidence(String number) {
    var change = register.change(number);
    return new Evidence(
        files.document(number),
        change.rating().orElse(null),
        change.gateConclusion().orElse(null),
        files.impact(number),
        gates.gates(number),
        consultations.stakeholders(number),
        consultations.consultation(number),
        files.difference(number),
        work.tasks(number),
        work.comments(number),
        work.attachments(number),
        trail.of(number));
  }

  @Override
  public boolean owns(String subject) {
    return ChangeNumber.isNumber(subject);
  }

  @Override
  public boolean isVisible(String subject, Actor reader) {
    return register.exists(subject);
  }
}
