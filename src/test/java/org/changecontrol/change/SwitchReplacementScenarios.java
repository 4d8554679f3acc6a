package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.changecontrol.PlatformIT;
import org.changecontrol.SwitchReplacement;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;

/**
 * An access switch is replaced: a new one comes, what hung on the old one moves to it, the old one
 * is retired. From request to closure, through each door alone.
 */
abstract class SwitchReplacementScenarios extends PlatformIT {

  private static final Path NETBOX = Path.of("..", "shared", "data", "netbox-demo");

  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL", "notes", "quiet");

  @Test
  void throughTheApiAlone() {
    replacedThroughTheApi(aSwitchReplacement());
  }

  @Test
  void throughTheEnginesOwnApiAlone() {
    var replacement = aSwitchReplacement();

    var started = engine().start("requester", replacement.request());
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    var change = started.getBody().get("businessKey").asText();
    accepted(
        change,
        () ->
            engine()
                .completed(
                    "manager",
                    change,
                    "Task_ReviewAssessment",
                    Map.of("decision", "ACCEPT", "reason", "as assessed")));
    for (var gate : replacement.gatesOpen(change)) {
      engine()
          .completed(
              SwitchReplacement.voterAt(gate),
              change,
              "Task_VoteOnChange",
              Map.of("decision", "APPROVE", "reason", "well planned"));
    }
    replacement.untouchedAndToCome();
    engine().completed("implementer", change, "Task_StartImplementation", Map.of());
    replacement.underWay();
    var beforeIt = Instant.now();
    engine().completed("implementer", change, "Task_FinishImplementation", DONE);
    replacement.inPlace();
    engine().completed("implementer", change, "Task_VerifyChange", Map.of("verified", true));
    if (api().state(change).equals("REVIEW")) {
      engine()
          .completed(
              "manager",
              change,
              "Task_ReviewChange",
              Map.of("closeCode", "SUCCESSFUL", "findings", "no surprises"));
    }
    replacement.over(change, beforeIt);
  }

  @Test
  void inTheEstateOfTheNetboxCommunity() {
    assumeTrue(Files.isDirectory(NETBOX), "there is no " + NETBOX + " beside this project");
    var files = new LinkedMultiValueMap<String, Object>();
    files.add("items", new FileSystemResource(NETBOX.resolve("items.csv")));
    files.add("relationships", new FileSystemResource(NETBOX.resolve("relationships.csv")));
    api().importing("netbox", files);

    replacedThroughTheApi(theSwitchReplacementInAkron());
  }

  private void replacedThroughTheApi(SwitchReplacement replacement) {
    var change = api().requested("requester", replacement.request());
    assertThat(api().change(change).get("implementationPlan").asText()).hasSizeGreaterThan(14_900);
    accepted(
        change,
        () ->
            api()
                .taken(
                    "manager",
                    change,
                    "assessment",
                    Map.of("decision", "ACCEPT", "reason", "as assessed")));
    for (var gate : replacement.gatesOpen(change)) {
      api().approved(SwitchReplacement.voterAt(gate), change, gate);
    }
    replacement.untouchedAndToCome();
    api().taken("implementer", change, "implementation/start", Map.of());
    replacement.underWay();
    var beforeIt = Instant.now();
    api().taken("implementer", change, "implementation/finish", DONE);
    replacement.inPlace();
    api().taken("implementer", change, "verification", Map.of("verified", true));
    if (api().state(change).equals("REVIEW")) {
      api()
          .taken(
              "manager",
              change,
              "review",
              Map.of("closeCode", "SUCCESSFUL", "findings", "no surprises"));
    }
    replacement.over(change, beforeIt);
  }

  private void accepted(String change, Runnable accept) {
    if (api().state(change).equals("ASSESSING")) {
      accept.run();
    }
  }
}
