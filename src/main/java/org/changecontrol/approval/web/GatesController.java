package org.changecontrol.approval.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateView;
import org.changecontrol.approval.VotingBooth;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
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

  GatesController(ApprovalGates gates, VotingBooth booth) {
    this.gates = gates;
    this.booth = booth;
  }

  @GetMapping
  @Operation(summary = "The gates of a change, who may vote, and all votes so far")
  List<GateView> gates(@PathVariable String number) {
    return gates.gates(number);
  }

  @PostMapping("/{key}/votes")
  @Operation(summary = "Votes: the same as completing the ballot in Tasklist")
  GateView vote(@PathVariable String number, @PathVariable String key, @RequestBody Said said) {
    return booth.vote(
        number,
        key,
        said.required(),
        said.reason() == null ? "" : said.reason(),
        Boolean.TRUE.equals(said.confirmPriority1()));
  }

  @DeleteMapping("/{key}/votes/mine")
  @Operation(summary = "Takes the caller's vote back while the gate is open")
  GateView withdraw(@PathVariable String number, @PathVariable String key) {
    return booth.withdraw(number, key);
  }

  /**
   * @param decision APPROVE or REJECT
   * @param reason at most 20 000 characters
   * @param confirmPriority1 whether the voter confirms that the linked incident has priority 1
   */
  @JsonIgnoreProperties(ignoreUnknown = false)
  record Said(
      @Nullable String decision, @Nullable String reason, @Nullable Boolean confirmPriority1) {

    Decision required() {
      List<Problem> problems = new ArrayList<>();
      if (decision == null || decision.isBlank()) {
        problems.add(Problem.missing("decision"));
      } else if (!decision.equals("APPROVE") && !decision.equals("REJECT")) {
        problems.add(new Problem("decision", decision, "must be APPROVE or REJECT"));
      }
      if (reason == null || reason.isBlank()) {
        problems.add(Problem.missing("reason"));
      }
      if (!problems.isEmpty()) {
        throw new InvalidInput(problems);
      }
      return Decision.valueOf(String.valueOf(decision));
    }
  }
}
