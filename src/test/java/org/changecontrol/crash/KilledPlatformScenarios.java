package org.changecontrol.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.changecontrol.ApiDoor;
import org.changecontrol.Invariants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The platform is killed at a random moment between a request and its reply, and started again.
 * What was acknowledged stands; what was not has happened wholly or not at all; the change goes on
 * to its end. The property {@code seed} repeats a run.
 */
abstract class KilledPlatformScenarios {

  private static final Logger LOG = LoggerFactory.getLogger(KilledPlatformScenarios.class);

  private static final int VCPUS = 4;

  private enum Step {
    REQUEST,
    VOTE,
    FINISH
  }

  private final Map<Step, Duration> usual = new EnumMap<>(Step.class);
  private final Random random = new Random();

  /** The settings of the data source in which the platform keeps everything. */
  abstract Map<String, String> database(Path folder);

  /** How often it is killed: at each kind of step once. */
  int kills() {
    return Step.values().length;
  }

  /** The same database, seen from outside the platform. */
  abstract SingleConnectionDataSource fromOutside();

  @Test
  void acknowledgedStepsStandAndTheChangeGoesOnToItsEnd(@TempDir Path folder) throws Exception {
    var seed = Long.getLong("seed", System.nanoTime());
    random.setSeed(seed);
    var settings = database(folder);
    try (var platform = new PlatformProcess(folder, settings)) {
      var acknowledged = 0;
      for (int kill = 0; kill < kills(); kill++) {
        var step = Step.values()[kill % Step.values().length];
        var round = "kill %d of %d, at %s, seed %d".formatted(kill + 1, kills(), step, seed);
        try {
          acknowledged += killed(platform, step, kill) ? 1 : 0;
        } catch (AssertionError broken) {
          throw new AssertionError(round + ": " + broken.getMessage(), broken);
        }
      }
      platform.kill();
      holds();
      LOG.info(
          "Killed {} times, {} steps had been acknowledged before, seed {}",
          kills(),
          acknowledged,
          seed);
    }
  }

  /** What a killed platform has left behind, read while none runs. */
  private void holds() {
    var outside = fromOutside();
    try {
      assertThat(new Invariants(JdbcClient.create(outside)).broken()).isEmpty();
    } finally {
      outside.destroy();
    }
  }

  /**
   * @return whether the step was acknowledged before the platform died
   */
  private boolean killed(PlatformProcess platform, Step step, int round) throws Exception {
    var api = ApiDoor.at(platform.address());
    var known = new Subject(api, "warm-%02d".formatted(round));
    for (var each : Step.values()) {
      var began = Instant.now();
      assertThat(known.takes(each).getStatusCode().is2xxSuccessful()).isTrue();
      usual.put(each, Duration.between(began, Instant.now()));
    }
    known.goesOn();

    var subject = new Subject(api, "killed-%02d".formatted(round));
    for (var before : Step.values()) {
      if (before == step) {
        break;
      }
      assertThat(subject.takes(before).getStatusCode().is2xxSuccessful()).isTrue();
    }
    var reply = CompletableFuture.supplyAsync(() -> subject.takes(step));
    Thread.sleep(random.nextLong(usual.get(step).toMillis() + 1));
    platform.kill();
    var acknowledged = acknowledged(reply);
    holds();
    platform.startAgain();

    subject.standsAfter(step, acknowledged);
    subject.takesAgain(step);
    subject.goesOn();
    assertThat(api.read("/api/audit/verification").get("valid").asBoolean()).isTrue();
    return acknowledged;
  }

  private static boolean acknowledged(CompletableFuture<ResponseEntity<JsonNode>> reply)
      throws InterruptedException, TimeoutException {
    try {
      var answer = reply.get(30, TimeUnit.SECONDS);
      assertThat(answer.getStatusCode().is2xxSuccessful()).as("%s", answer.getBody()).isTrue();
      return true;
    } catch (ExecutionException died) {
      return false;
    }
  }

  /** A change of one item, and how far it must be. */
  private static final class Subject {

    private final ApiDoor api;
    private final String item;
    private final String name;
    private final Map<String, Object> request;
    private String change = "";

    Subject(ApiDoor api, String name) {
      this.api = api;
      this.name = name;
      item = "virtual-machine:" + name;
      request = normalChange().with("title", name).updating(item, Map.of("vcpus", VCPUS)).body();
      api.importing(
          "virtual-machine,%s,active,,here,platform,\"{\"\"vcpus\"\":2}\",1\n".formatted(name), "");
    }

    ResponseEntity<JsonNode> takes(Step step) {
      return switch (step) {
        case REQUEST -> {
          var answer = api.once("requester", "/api/changes", name, request);
          change = answer.getBody().path("number").asText();
          yield answer;
        }
        case VOTE -> api.vote("peer", change, "peer", "APPROVE");
        case FINISH -> {
          api.taken("implementer", change, "implementation/start", Map.of());
          yield api.step(
              "implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
        }
      };
    }

    /** What is there is the step wholly, where it was acknowledged, or nothing of it. */
    void standsAfter(Step step, boolean acknowledged) {
      switch (step) {
        case REQUEST -> assertThat(requests()).isBetween(acknowledged ? 1 : 0, 1);
        case VOTE ->
            assertThat(api.gate(change, "peer").get("votes").size())
                .isBetween(acknowledged ? 1 : 0, 1);
        case FINISH -> {
          var finished = !"SCHEDULED IMPLEMENTING".contains(api.state(change));
          assertThat(finished || !acknowledged).isTrue();
          assertThat(vcpus()).isEqualTo(finished ? VCPUS : 2);
        }
      }
    }

    /** Whoever got no reply tries again: the step is taken once, whether it had been or not. */
    void takesAgain(Step step) {
      switch (step) {
        case REQUEST -> {
          assertThat(takes(step).getStatusCode().is2xxSuccessful()).isTrue();
          assertThat(requests()).isEqualTo(1);
        }
        case VOTE -> {
          if (api.gate(change, "peer").get("votes").isEmpty()) {
            api.approved("peer", change, "peer");
          }
        }
        case FINISH -> {
          if (api.state(change).equals("SCHEDULED")) {
            api.taken("implementer", change, "implementation/start", Map.of());
          }
          if (api.state(change).equals("IMPLEMENTING")) {
            api.taken(
                "implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
          }
        }
      }
    }

    /** To the end, from wherever it is. */
    void goesOn() {
      if (api.state(change).equals("AUTHORISING")) {
        api.approved("peer", change, "peer");
      }
      if (api.state(change).equals("SCHEDULED")) {
        takes(Step.FINISH);
      }
      api.taken("implementer", change, "verification", Map.of("verified", true));
      if (api.state(change).equals("REVIEW")) {
        api.taken(
            "manager", change, "review", Map.of("closeCode", "SUCCESSFUL", "findings", "none"));
      }
      assertThat(api.state(change)).isEqualTo("CLOSED");
      assertThat(vcpus()).isEqualTo(VCPUS);
    }

    private int requests() {
      return api.read("/api/changes?q={title}", name).get("content").size();
    }

    private int vcpus() {
      return api.item(item).at("/attributes/vcpus").asInt();
    }
  }
}
