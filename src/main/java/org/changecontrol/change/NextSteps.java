package org.changecontrol.change;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Groups;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the record what may happen to a change next, and who may do it. */
@Component
class NextSteps {

  private final Foreman foreman;
  private final Clock clock;

  NextSteps(Foreman foreman, Clock clock) {
    this.foreman = foreman;
    this.clock = clock;
  }

  /**
   * @param consultation what its stakeholders are asked; null where nobody is
   */
  List<NextStep> of(
      Change change,
      List<GateView> gates,
      @Nullable ConsultationDocument consultation,
      Actor actor) {
    var steps = new ArrayList<NextStep>();
    switch (change.state()) {
      case DRAFT ->
          steps.add(
              step(change, actor, Responsibility.SUBMIT, "submit", "POST", "/submit", List.of()));
      case ASSESSING -> {
        if (change.type() == ChangeType.RETROSPECTIVE) {
          steps.add(
              step(
                  change,
                  actor,
                  Responsibility.ASSESSMENT,
                  "difference",
                  "POST",
                  "/difference",
                  List.of("decision", "reason", "explainedBy", "doneBy")));
        } else if (change.assessmentDecision() == null && change.rating().isPresent()) {
          steps.add(
              step(
                  change,
                  actor,
                  Responsibility.ASSESSMENT,
                  "assessment",
                  "POST",
                  "/assessment",
                  List.of("decision", "risk", "reason", "redeploy")));
        }
      }
      case AUTHORISING -> {
        addVotes(steps, change, gates, actor);
        if (steps.isEmpty() && change.type() == ChangeType.EMERGENCY) {
          steps.add(start(change, actor));
        }
        if (consultation != null) {
          answer(change, consultation, actor).ifPresent(steps::add);
        }
      }
      case SCHEDULED -> steps.add(start(change, actor));
      case IMPLEMENTING -> {
        foreman.due(change, actor).forEach(task -> steps.add(work(change, task)));
        steps.add(
            step(
                change,
                actor,
                Responsibility.FINISH_IMPLEMENTATION,
                "finish-implementation",
                "POST",
                "/implementation/finish",
                List.of("outcome", "notes")));
        addVotes(steps, change, gates, actor);
      }
      case IMPLEMENTED ->
          steps.add(
              step(
                  change,
                  actor,
                  Responsibility.VERIFICATION,
                  "verification",
                  "POST",
                  "/verification",
                  List.of("verified", "notes")));
      case REVIEW ->
          steps.add(
              step(
                  change,
                  actor,
                  Responsibility.REVIEW,
                  "review",
                  "POST",
                  "/review",
                  List.of("closeCode", "findings")));
      case BACKED_OUT, CLOSED, REJECTED, CANCELLED -> {}
    }
    addCalls(steps, change, actor);
    return steps;
  }

  private void addCalls(List<NextStep> steps, Change change, Actor actor) {
    if (change.state().isBeforeWork()) {
      if (change.type().isPlanned()) {
        steps.add(
            step(
                change,
                actor,
                Responsibility.EDIT_PLAN,
                "edit-plan",
                "PUT",
                "/plan",
                RequestReader.content(change.type())));
      }
      steps.add(
          step(
              change,
              actor,
              Responsibility.CANCEL,
              "cancel",
              "POST",
              "/cancel",
              List.of("reason")));
    }
    if (change.isOnHold()) {
      steps.add(
          step(
              change,
              actor,
              Responsibility.RESUME,
              "resume",
              "POST",
              "/resume",
              List.of("reason")));
    } else if (change.mayBeHeld()) {
      steps.add(
          step(change, actor, Responsibility.HOLD, "hold", "POST", "/hold", List.of("reason")));
    }
    if (change.mayBeBackedOut()) {
      steps.add(
          step(
              change,
              actor,
              Responsibility.backout(change, clock.instant()),
              "backout",
              "POST",
              "/backout",
              List.of("reason")));
    }
  }

  private NextStep start(Change change, Actor actor) {
    var early = change.type().isScheduled() && clock.instant().isBefore(change.window().start());
    var by =
        early
            ? List.of(Groups.CHANGE_MANAGERS)
            : change.implementer() == null ? List.<String>of() : List.of(change.implementer());
    return new NextStep(
        "start-implementation",
        by,
        !change.isOnHold() && (by.contains(actor.id()) || actor.isInAny(by)),
        "POST",
        href(change, "/implementation/start"),
        List.of("reason"));
  }

  private static NextStep work(Change change, Foreman.DueTask task) {
    return new NextStep(
        "work",
        task.by(),
        task.mine(),
        "POST",
        href(change, "/tasks/" + task.id() + "/report"),
        List.of("state", "notes"),
        task.title(),
        null);
  }

  private static void addVotes(
      List<NextStep> steps, Change change, List<GateView> gates, Actor actor) {
    gates.stream()
        .filter(gate -> gate.state() == GateState.OPEN)
        .forEach(gate -> steps.add(vote(change, gate, actor)));
  }

  private Optional<NextStep> answer(Change change, ConsultationDocument consultation, Actor actor) {
    var asked =
        consultation.open(clock.instant()).stream()
            .map(ConsultationDocument.Question::stakeholder)
            .toList();
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NextStep(
                "consultation",
                asked.stream().map(Stakeholder::name).distinct().toList(),
                Voices.bar(change, actor) == null
                    && asked.stream().anyMatch(who -> who.isVoicedBy(actor)),
                "POST",
                href(change, "/consultation/answers"),
                List.of("stance", "text")));
  }

  private static NextStep vote(Change change, GateView gate, Actor actor) {
    return new NextStep(
        "vote",
        gate.eligible().isEmpty() ? List.of(gate.group()) : gate.eligible(),
        gate.waitingFor().contains(actor.id()),
        "POST",
        href(change, "/gates/" + gate.key() + "/votes"),
        List.of("decision", "reason", "confirmPriority1", "onBehalfOf", "seen"),
        null,
        gate.seen());
  }

  private static NextStep step(
      Change change,
      Actor actor,
      Responsibility responsibility,
      String step,
      String method,
      String path,
      List<String> fields) {
    return new NextStep(
        step,
        responsibility.by(change),
        responsibility.isOf(change, actor),
        method,
        href(change, path),
        fields);
  }

  private static String href(Change change, String path) {
    return "/api/changes/" + change.number() + path;
  }
}
