package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.changecontrol.RequestedNormalChange.standardChange;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The checker of the invariants sees each breach. What it breaks is rolled back. */
@OnH2
class InvariantsOnH2IT extends PlatformIT {

  @Autowired private PlatformTransactionManager transactions;

  private String change = "";

  @BeforeEach
  void carriedOut() {
    change = requested();
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
  }

  @Test
  void allHoldAfterAChangeWasCarriedOut() {
    assertThat(new Invariants(jdbc).broken()).isEmpty();
  }

  @Test
  void anApprovalOfTheRequestersOwnIsSeen() {
    seen(
        change + " at peer was approved by its requester peer",
        "update change_record set requester = 'peer' where id = " + id());
  }

  @Test
  void anApprovalOfSomethingElseIsSeen() {
    seen(
        change + " at peer has 0 of 1 approvals of what was carried out",
        "update approval_vote set judged = replace(cast(judged as varchar), ':\"', ':\"0') format json"
            + " where subject = '%s'".formatted(change));
  }

  @Test
  void aVoteThatCameAfterTheEffectIsSeen() {
    seen(
        change + " at peer took effect before the vote of peer",
        "update approval_vote set cast_at = dateadd(hour, 1, cast_at) where subject = '%s'"
            .formatted(change));
  }

  @Test
  void aGateThatWasPassedWithoutAVoteIsSeen() {
    seen(
        change + " at peer has 0 of 1 approvals of what was carried out",
        "delete from approval_vote where subject = '%s'".formatted(change));
  }

  @Test
  void anEffectWithoutAGateIsSeen() {
    seen(
        change + " took effect without a gate",
        "update approval_gate set voided_at = closed_at where subject = '%s'".formatted(change));
  }

  @Test
  void aRoutineThatNoModelAuthorisedIsSeen() {
    change = routine();
    assertThat(new Invariants(jdbc).broken()).isEmpty();
    seen(
        change + " took effect without a model that authorised it",
        "update change_record set preauthorisation = null where id = " + id());
  }

  @Test
  void aRoutineUnderAModelThatWasNotInForceIsSeen() {
    change = routine();
    seen(
        change + " took effect while its model was not in force",
        "update change_model set published_at = dateadd(hour, 1, current_timestamp)");
  }

  @Test
  void anOperationThatLeftNoRevisionIsSeen() {
    seen(
        change + " has 1 operations and revisions of 0",
        "delete from cmdb_revision where operation is not null and cause_reference = '%s'"
            .formatted(change));
  }

  @Test
  void anOperationCannotBePutOnRecordTwice() {
    var twice =
        """
        insert into cmdb_revision (id, item, revision, action, after_image, cause_kind,
          cause_reference, operation, actor, recorded_at)
        select -1, item, revision, action, after_image, cause_kind, cause_reference, operation,
          actor, recorded_at
        from cmdb_revision where operation is not null and cause_reference = '%s'
        """
            .formatted(change);
    assertThatThrownBy(() -> jdbc.sql(twice).update()).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void anOpenChangeWithoutItsProcessIsSeen() {
    seen(
        change + " is IMPLEMENTED and has 0 live process instances",
        "update act_ru_execution set business_key_ = 'lost' where business_key_ = '%s'"
            .formatted(change));
  }

  @Test
  void aProcessWithoutItsChangeIsSeen() {
    seen(
        change + " is CLOSED and has 1 live process instances",
        "update change_record set state = 'CLOSED' where id = " + id());
  }

  @Test
  void aJobThatWasLeftBehindIsSeen() {
    requested();
    seen(
        "is due for more than PT2M",
        "update act_ru_job set duedate_ = dateadd(minute, -3, current_timestamp)");
  }

  @Test
  void aJobThatFailedWithoutAnIncidentIsSeen() {
    requested();
    seen("has no retries and not one incident", "update act_ru_job set retries_ = 0");
  }

  private String routine() {
    var item = "vm-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("virtual-machine,%s,active,,here,platform,{},1\n".formatted(item), "");
    var number =
        api()
            .requested(
                "robot",
                standardChange("resize-virtual-machine")
                    .updating("virtual-machine:" + item, Map.of("vcpus", 4)));
    api().taken("robot", number, "implementation/start", Map.of());
    return number;
  }

  /** A change that waits for a vote, whose timers wait with it. */
  private String requested() {
    var item = "vm-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("virtual-machine,%s,active,,here,platform,{},1\n".formatted(item), "");
    return api()
        .requested(
            "requester", normalChange().updating("virtual-machine:" + item, Map.of("vcpus", 4)));
  }

  private long id() {
    return Long.parseLong(change.substring("CHG-".length()));
  }

  private void seen(String breach, String... statements) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              status.setRollbackOnly();
              for (var statement : statements) {
                jdbc.sql(statement).update();
              }
              assertThat(new Invariants(jdbc).broken())
                  .anySatisfy(said -> assertThat(said).contains(breach));
            });
  }
}
