package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskRating;
import org.springframework.test.util.ReflectionTestUtils;

/** Changes as tests of the record need them. */
final class ChangeFixtures {

  static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");

  private ChangeFixtures() {}

  static RequestedChange request() {
    return new RequestedChange(
        "Replace the access switch",
        "The old one fails",
        "Three outages in a month",
        "network",
        List.of("access-switch:sw01"),
        List.of(),
        NOW,
        NOW.plusSeconds(7200),
        null,
        "implementer",
        "Unplug, replug",
        null,
        "Put the old one back",
        null,
        false,
        Questionnaire.UNANSWERED,
        null,
        null,
        null,
        null,
        null);
  }

  static Change draft() {
    var change =
        Change.requested(ChangeType.NORMAL, "requester", request(), null, null, null, false, NOW);
    ReflectionTestUtils.setField(change, "id", 1L);
    return change;
  }

  static Change submitted() {
    var change = draft();
    change.submit(PlannedOperations.NONE, targets(), NOW);
    return change;
  }

  static List<Target> targets() {
    return List.of(
        new Target(
            ItemKey.of(42), "access-switch:sw01", Target.Role.TARGET, Target.Origin.MANUAL, 3));
  }

  static Change assessed(Risk risk) {
    var change = submitted();
    change.assessed(
        new Assessment(
            NOW,
            0,
            List.of(),
            List.of(),
            false,
            List.of(),
            Restrictions.NONE,
            List.of(),
            List.of(),
            2,
            false,
            List.of()));
    change.rated(new RiskRating(2, 2, risk, Map.of(), List.of(), "1"));
    return change;
  }

  static Change authorising(Risk risk) {
    var change = assessed(risk);
    change.gatesDetermined(
        new org.changecontrol.policy.RequiredGate.Conclusion(List.of(), List.of(), "1"));
    return change;
  }

  static Change scheduled(Risk risk) {
    var change = authorising(risk);
    change.authorised(PlannedOperations.NONE);
    change.scheduled();
    return change;
  }

  static Change implementing(Risk risk) {
    var change = scheduled(risk);
    change.begin(NOW);
    return change;
  }

  static Change implemented(Risk risk, ImplementationOutcome outcome) {
    var change = implementing(risk);
    change.reported(outcome, NOW);
    change.implemented();
    return change;
  }
}
