package org.changecontrol.approval.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.changecontrol.approval.Advice;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.Counsel;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.changecontrol.approval.VotingBooth;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/changes/{number}/gates")
@Tag(name = "Gates", description = "Approval gates of a change and the votes at them")
class GatesController {

  private final ApprovalGates gates;
  private final VotingBooth booth;
  private final Counsel counsel;

  GatesController(ApprovalGates gates, VotingBooth booth, Counsel counsel) {
    this.gates = gates;
    this.booth = booth;
    this.counsel = counsel;
  }

  @GetMapping
  @Operation(
      summary = "The gates of a change, who may vote, and all votes so far",
      description =
          "At an open gate counsel lists what stakeholders have said about the change; it counts for nothing.")
  List<GateInSight> gates(@PathVariable String number) {
    var views = gates.gates(number);
    var open = views.stream().anyMatch(gate -> gate.state() == GateState.OPEN);
    var said = open ? counsel.on(number) : List.<Advice>of();
    return views.stream()
        .map(gate -> new GateInSight(gate, gate.state() == GateState.OPEN ? said : List.of()))
        .toList();
  }

  @PostMapping("/{key}/votes")
  @Operation(
      summary = "Votes: the same as completing the ballot in Tasklist",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = Said.class))))
  GateView vote(
      @PathVariable String number,
      @PathVariable String key,
      @RequestBody Map<String, Object> body) {
    var said = Said.read(body);
    return booth.vote(
        number,
        key,
        said.decision(),
        said.reason(),
        Boolean.TRUE.equals(said.confirmPriority1()),
        said.onBehalfOf(),
        said.seen());
  }

  @DeleteMapping("/{key}/votes/mine")
  @Operation(summary = "Takes the caller's vote back while the gate is open")
  GateView withdraw(@PathVariable String number, @PathVariable String key) {
    return booth.withdraw(number, key);
  }

  /** A gate with what lies in front of those who decide it. */
  record GateInSight(@JsonUnwrapped GateView gate, List<Advice> counsel) {}

  /**
   * @param reason at most 20 000 characters
   * @param confirmPriority1 whether the voter confirms that the linked incident has priority 1
   * @param onBehalfOf whose vote it is, where the voter stands in for several or has one of his own
   * @param seen what the gate handed out when the voter read what it judges; refused with 409 when
   *     that has changed since
   */
  record Said(
      Decision decision,
      String reason,
      @Nullable Boolean confirmPriority1,
      @Nullable String onBehalfOf,
      @Nullable String seen) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_SEEN = 1_000;

    static Said read(Map<String, Object> body) {
      var submission =
          new Submission(
              body, List.of("decision", "reason", "confirmPriority1", "onBehalfOf", "seen"));
      var said =
          new Said(
              submission.requiredChoice("decision", Decision.class),
              submission.requiredText("reason", Submission.LONGEST_TEXT),
              submission.flag("confirmPriority1"),
              submission.text("onBehalfOf", LONGEST_NAME),
              submission.text("seen", LONGEST_SEEN));
      submission.check();
      return said;
    }
  }
}
