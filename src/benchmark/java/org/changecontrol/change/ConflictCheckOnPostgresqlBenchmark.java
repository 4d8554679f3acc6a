package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.changecontrol.OnPostgresql;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Whether a check for conflicts of every kind takes as long among 100 000 scheduled changes as
 * among 1 000. A tenth of them have the implementer, a hundredth the service and the rack, of the
 * change that is checked; the others have their own. They begin all over two years.
 */
@OnPostgresql
class ConflictCheckOnPostgresqlBenchmark extends PlatformIT {

  private static final Logger LOG =
      LoggerFactory.getLogger(ConflictCheckOnPostgresqlBenchmark.class);

  private static final int FEW = 1_000;
  private static final int MANY = 100_000;
  private static final int CHECKS = 400;
  private static final long FIRST = 10_000_000;

  @Autowired private ChangeFiles files;

  private final String mark = "busy-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> windows = new java.util.ArrayList<>();
  private String checked;

  @BeforeEach
  void aChangeThatMeetsEverything() {
    api()
        .importing(
            """
            rack,%1$s-rack,active,,,%1$s,{},1
            server,%1$s-one,active,,,%1$s,{},1
            server,%1$s-two,active,,,%1$s,{},1
            service,Service %1$s,active,,,service-owners,{},1
            """
                .formatted(mark),
            """
            contains,rack:%1$s-rack,server:%1$s-one
            depends-on,service:Service %1$s,server:%1$s-one
            depends-on,service:Service %1$s,server:%1$s-two
            """
                .formatted(mark));
    var key = api().item("server:" + mark + "-one").get("key").asText();
    window("FREEZE", 399, 401, key);
    window("MAINTENANCE", 500, 501, key);
    requested("server:" + mark + "-one", "peer2");
    requested("server:" + mark + "-two", "peer2");
    requested("rack:" + mark + "-rack", "peer2");
    requested("server:" + mark + "-two", "implementer");
    checked = requested("server:" + mark + "-one", "implementer");
    assertThat(files.conflicts(checked).stream().map(ChangeDocument.Conflict::kind))
        .containsAll(EnumSet.complementOf(EnumSet.of(ChangeDocument.Conflict.Kind.BASE_MOVED)));
  }

  private void window(String kind, int fromDay, int toDay, String item) {
    var now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    var answer =
        api()
            .post(
                "freezer",
                "/api/windows",
                Map.of(
                    "kind",
                    kind,
                    "name",
                    kind + " " + mark,
                    "start",
                    now.plusDays(fromDay).toString(),
                    "end",
                    now.plusDays(toDay).toString(),
                    "zone",
                    "UTC",
                    "scope",
                    Map.of("items", List.of(item)),
                    "reason",
                    "It is measured"));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    windows.add(answer.getBody().get("id").asText());
  }

  private String requested(String item, String implementer) {
    return api()
        .requested(
            "requester",
            normalChange()
                .with("implementer", implementer)
                .touching(item)
                .windowFromNow(Duration.ofDays(400), Duration.ofDays(400).plusHours(2)));
  }

  @AfterEach
  void nothingIsLeft() {
    scheduled(0);
    windows.forEach(
        window -> api().call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null));
  }

  @Test
  void aCheckAmongAHundredThousandTakesAsLongAsAmongAThousand() {
    scheduled(FEW);
    quick();
    var few = quick();
    scheduled(MANY);
    quick();
    var many = quick();
    var met = met();
    scheduled(FEW);
    var fewAgain = quick();
    scheduled(MANY);
    lasting300Days();
    var outlier = quick();

    var least = Math.min(few, fewAgain);
    LOG.info(
        "A check in µs, fastest twentieth of {}: {} and {} among {}; {} among {} ({} times as long); {} with a"
            + " window of 300 days among them ({} times); met: {}",
        CHECKS,
        few / 1_000,
        fewAgain / 1_000,
        FEW,
        many / 1_000,
        MANY,
        ratio(many, least),
        outlier / 1_000,
        ratio(outlier, least),
        met);
    assertThat((double) many / least).as("times as long").isLessThanOrEqualTo(1.5);
  }

  private static String ratio(long one, long other) {
    return "%.2f".formatted((double) one / other);
  }

  /** What the fastest twentieth takes: whatever else the machine does makes it only longer. */
  private long quick() {
    var times = new long[CHECKS];
    for (int i = 0; i < CHECKS; i++) {
      var begun = System.nanoTime();
      files.conflicts(checked);
      times[i] = System.nanoTime() - begun;
    }
    Arrays.sort(times);
    return times[CHECKS / 20];
  }

  private Map<ChangeDocument.Conflict.Kind, Long> met() {
    return files.conflicts(checked).stream()
        .collect(
            Collectors.groupingBy(
                ChangeDocument.Conflict::kind, LinkedHashMap::new, Collectors.counting()));
  }

  /** So many changes are scheduled beside those that meet, spread evenly over two years. */
  private void scheduled(int changes) {
    for (var table : List.of("change_service", "change_target")) {
      jdbc.sql("delete from " + table + " where change_id > " + FIRST).update();
    }
    jdbc.sql("delete from calendar_booking where subject like 'CHG-1_______' ").update();
    jdbc.sql("delete from change_record where id > " + FIRST).update();
    if (changes > 0) {
      copied(changes);
    }
    for (var table :
        List.of("change_record", "change_service", "change_target", "calendar_booking")) {
      jdbc.sql("vacuum analyze " + table).update();
    }
  }

  /** Copies of the change that is checked, each with its own window, item and people. */
  private void copied(int changes) {
    var start = "now() + n * interval '730 days' / " + changes;
    var other =
        new LinkedHashMap<String, String>(
            Map.of(
                "id",
                FIRST + " + n",
                "state",
                "'SCHEDULED'",
                "idempotency_key",
                "null",
                "planned_start",
                start,
                "planned_end",
                start + " + interval '2 hours'",
                "implementer",
                "case when n % 10 = 0 then 'implementer' else 'person-' || n % (%d / 50) end"
                    .replace("%d", String.valueOf(changes))));
    var columns =
        jdbc.sql(
                "select column_name from information_schema.columns where table_name = 'change_record'")
            .query(String.class)
            .list();
    jdbc.sql(
            "insert into change_record (%s) select %s from change_record, generate_series(1, %d) n where id = %d"
                .formatted(
                    String.join(", ", columns),
                    columns.stream()
                        .map(column -> other.getOrDefault(column, column))
                        .collect(Collectors.joining(", ")),
                    changes,
                    Long.parseLong(checked.substring(4))))
        .update();
    beside("change_target", "change_id, item, role", "id, %s, 'TARGET'".formatted(itemOfItsOwn()));
    beside(
        "change_service",
        "change_id, service, planned_start, planned_end",
        "id, case when id %% 100 = 0 then '%s' else 'CI-S' || id %% (%d / 20) end, planned_start, planned_end"
            .formatted(key("service:Service " + mark), changes));
    beside(
        "calendar_booking",
        "subject, item, window_start, window_end",
        "'CHG-' || id, case when id %% 100 = 0 then '%s' else %s end, planned_start, planned_end"
            .formatted(key("rack:" + mark + "-rack"), itemOfItsOwn()));
  }

  /** Five changes have it. */
  private static String itemOfItsOwn() {
    return "'CI-9' || id / 5";
  }

  private void beside(String table, String columns, String values) {
    jdbc.sql(
            "insert into %s (%s) select %s from change_record where id > %d"
                .formatted(table, columns, values, FIRST))
        .update();
  }

  private String key(String item) {
    return api().item(item).get("key").asText();
  }

  /** Whoever books one for so long lets every check look further back. */
  private void lasting300Days() {
    var outlier =
        api()
            .requested(
                "requester",
                normalChange()
                    .with("implementer", "peer")
                    .touching("server:" + mark + "-two")
                    .windowFromNow(Duration.ofDays(500), Duration.ofDays(800)));
    assertThat(api().state(outlier)).isNotEqualTo("DRAFT");
  }
}
