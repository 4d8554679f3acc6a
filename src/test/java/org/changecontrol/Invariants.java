package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold of the records whatever happened: read from the tables alone, so that nothing in
 * the platform can put it right on the way. That acknowledged steps are there and that the trail
 * verifies, only those can say who took the steps and can call the platform.
 */
public final class Invariants {

  private static final Duration LATEST_JOB = Duration.ofMinutes(2);
  private static final Set<String> OVER = Set.of("CLOSED", "REJECTED", "CANCELLED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient jdbc;

  public Invariants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every breach in words; empty when all hold. */
  public List<String> broken() {
    var breaches = new ArrayList<String>();
    breaches.addAll(effectsWithoutApproval());
    breaches.addAll(operationsNotAppliedOnce());
    breaches.addAll(changesWithoutTheirProcess());
    breaches.addAll(jobsLeftBehind());
    return breaches;
  }

  /**
   * Every effect on the estate has its approvals: earlier, of distinct people, none the
   * requester's, with the hashes of what was carried out; older ones count for nothing.
   */
  private List<String> effectsWithoutApproval() {
    var breaches = new ArrayList<String>();
    for (var change : changesWithWork()) {
      var number = number(change);
      var requester = change.get("requester").toString();
      var began = instant(change.get("began_at"));
      if (change.get("type").equals("STANDARD")) {
        breaches.addAll(lackOfAModel(number, change, began));
        continue;
      }
      var hashes = json(change.get("hashes")).path("bySection");
      var voters = new HashSet<String>();
      var workers =
          jdbc.sql(
                  "select reported_by from change_task where change_id = :id and reported_by is not null")
              .param("id", change.get("id"))
              .query(String.class)
              .list();
      var gates =
          jdbc.sql(
                  "select id, gate_key, state, closed_at, cast(definition as varchar) as definition,"
                      + " cast(fallback as varchar) as fallback"
                      + " from approval_gate"
                      + " where subject = :subject and voided_at is null")
              .param("subject", number)
              .query()
              .listOfRows();
      if (gates.isEmpty()) {
        breaches.add(number + " took effect without a gate");
      }
      for (var gate : gates) {
        var at = number + " at " + gate.get("gate_key");
        if (!gate.get("state").equals("APPROVED")) {
          breaches.add(at + " took effect while the gate was " + gate.get("state"));
          continue;
        }
        if (instant(gate.get("closed_at")).isAfter(began)) {
          breaches.add(at + " took effect before the gate was decided");
        }
        var approvals = approvalsOfThis(gate, hashes);
        if (approvals.size() < leastAt(gate)) {
          breaches.add(
              "%s has %d of %d approvals of what was carried out"
                  .formatted(at, approvals.size(), leastAt(gate)));
        }
        for (var vote : approvals) {
          var voter = vote.get("voter").toString();
          var names = new LinkedHashSet<>(List.of(voter));
          if (vote.get("on_behalf_of") != null) {
            names.add(vote.get("on_behalf_of").toString());
          }
          for (var name : names) {
            if (name.equals(requester)) {
              breaches.add(at + " was approved by its requester " + requester);
            }
            if (workers.contains(name)) {
              breaches.add(at + " was approved by " + name + ", who carried out one of its tasks");
            }
            if (!voters.add(name)) {
              breaches.add(at + " counts " + name + " a second time");
            }
          }
          if (instant(vote.get("cast_at")).isAfter(began)) {
            breaches.add(at + " took effect before the vote of " + voter);
          }
        }
      }
    }
    return breaches;
  }

  /** A standard change has been found eligible before, by a model that was in force then. */
  private List<String> lackOfAModel(String number, Map<String, Object> change, Instant began) {
    var breaches = new ArrayList<String>();
    var decided = change.get("preauthorisation");
    if (decided == null || !json(decided).path("eligible").asBoolean()) {
      return List.of(number + " took effect without a model that authorised it");
    }
    var inForce =
        jdbc.sql(
                "select count(*) from change_model where model_key = :key and model_version = :version"
                    + " and published_at <= :began and (ended_at is null or ended_at > :began)")
            .param("key", change.get("model_key"))
            .param("version", change.get("model_version"))
            .param("began", began.atOffset(ZoneOffset.UTC))
            .query(Integer.class)
            .single();
    if (inForce != 1) {
      breaches.add(number + " took effect while its model was not in force");
    }
    return breaches;
  }

  /**
   * A revision for each change and operation: what was applied was applied wholly. That none is
   * applied twice, a constraint of the table sees to.
   */
  private List<String> operationsNotAppliedOnce() {
    var breaches = new ArrayList<String>();
    for (var change : changesWithWork()) {
      if (change.get("applied_at") == null) {
        continue;
      }
      var written = json(change.get("operations"));
      var operations = written.isArray() ? written.size() : written.elements().next().size();
      var kept =
          jdbc.sql(
                  "select count(distinct operation) from cmdb_revision where cause_kind = 'change'"
                      + " and cause_reference = :number and operation is not null")
              .param("number", number(change))
              .query(Integer.class)
              .single();
      if (kept != operations) {
        breaches.add(
            "%s has %d operations and revisions of %d".formatted(number(change), operations, kept));
      }
    }
    return breaches;
  }

  /** An open change has exactly one live root process instance, and the other way round. */
  private List<String> changesWithoutTheirProcess() {
    var breaches = new ArrayList<String>();
    var live =
        new ArrayList<>(
            jdbc.sql(
                    "select business_key_ from act_ru_execution"
                        + " where parent_id_ is null and super_exec_ is null")
                .query(String.class)
                .list());
    for (var change : jdbc.sql("select id, state from change_record").query().listOfRows()) {
      var number = number(change);
      var instances = live.stream().filter(number::equals).count();
      live.removeIf(number::equals);
      var expected = OVER.contains(change.get("state").toString()) ? 0 : 1;
      if (instances != expected) {
        breaches.add(
            "%s is %s and has %d live process instances"
                .formatted(number, change.get("state"), instances));
      }
    }
    live.forEach(
        key -> breaches.add("a process instance lives for " + key + ", which is no change"));
    return breaches;
  }

  /** No due job is older than two minutes; every job without retries has one incident. */
  private List<String> jobsLeftBehind() {
    var breaches = new ArrayList<String>();
    jdbc.sql(
            "select id_ from act_ru_job where retries_ > 0 and suspension_state_ = 1"
                + " and duedate_ < :late")
        .param("late", OffsetDateTime.now(ZoneOffset.UTC).minus(LATEST_JOB))
        .query(String.class)
        .list()
        .forEach(job -> breaches.add("job " + job + " is due for more than " + LATEST_JOB));
    jdbc.sql(
            "select j.id_ from act_ru_job j where j.retries_ = 0 and 1 <>"
                + " (select count(*) from act_ru_incident i where i.configuration_ = j.id_)")
        .query(String.class)
        .list()
        .forEach(job -> breaches.add("job " + job + " has no retries and not one incident"));
    return breaches;
  }

  private List<Map<String, Object>> changesWithWork() {
    return jdbc.sql(
            "select c.id, c.type, c.requester, cast(c.hashes as varchar) as hashes,"
                + " cast(c.preauthorisation as varchar) as preauthorisation,"
                + " c.model_key, c.model_version,"
                + " cast(c.operations as varchar) as operations, i.began_at, i.applied_at"
                + " from change_record c join cmdb_intervention i on i.cause_kind = 'change'"
                + " and i.cause_reference = concat('CHG-', lpad(cast(c.id as varchar), 6, '0'))"
                + " where i.began_at is not null")
        .query()
        .listOfRows();
  }

  /** How many approvals the gate needs in any case. */
  private static int leastAt(Map<String, Object> gate) {
    var definition = json(gate.get("definition"));
    var votes = Math.max(1, definition.path("votes").asInt(1));
    var ifPriority1 = definition.path("votesIfPriority1").asInt(votes);
    return gate.get("fallback") == null ? Math.min(votes, ifPriority1) : 1;
  }

  /** Approvals that judged what was carried out, as far as the gate judges it. */
  private List<Map<String, Object>> approvalsOfThis(Map<String, Object> gate, JsonNode hashes) {
    var judges = new HashSet<String>();
    json(gate.get("definition")).path("judges").forEach(one -> judges.add(one.asText()));
    assertThat(judges).as("what gate " + gate.get("gate_key") + " judges").isNotEmpty();
    return approvalsAt(gate.get("id")).stream()
        .filter(
            vote -> {
              var judged = json(vote.get("judged"));
              return judges.stream()
                  .allMatch(section -> judged.path(section).equals(hashes.path(section)));
            })
        .toList();
  }

  private List<Map<String, Object>> approvalsAt(Object gate) {
    return jdbc.sql(
            "select v.voter, v.on_behalf_of, v.cast_at, cast(v.judged as varchar) as judged from approval_vote v"
                + " where v.gate = :gate and v.word = 'APPROVE' and v.id ="
                + " (select max(l.id) from approval_vote l where l.gate = v.gate and l.voter = v.voter)")
        .param("gate", gate)
        .query()
        .listOfRows();
  }

  private static String number(Map<String, Object> change) {
    return "CHG-%06d".formatted((Long) change.get("id"));
  }

  private static Instant instant(Object column) {
    return column instanceof OffsetDateTime moment
        ? moment.toInstant()
        : ((java.sql.Timestamp) column).toInstant();
  }

  private static JsonNode json(Object column) {
    try {
      var read = JSON.readTree(column.toString());
      return read.isTextual() ? JSON.readTree(read.textValue()) : read;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(column + " is not JSON", notJson);
    }
  }
}
