package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.policy.Risk;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random people take random steps with a change, in any order, while groups, services and the time
 * move: whatever touches the estate satisfies {@link PlainRule}. A failure tells the seed and the
 * fewest steps that lead to it; the property {@code seed} repeats a run.
 */
class RandomSequenceTest {

  private static final Logger LOG = LoggerFactory.getLogger(RandomSequenceTest.class);

  private static final int SEQUENCES = 10_000;
  private static final int LONGEST = 30;

  private static final Map<String, List<String>> MEMBERS =
      new TreeMap<>(
          Map.of(
              "requesters", List.of("ann", "bob"),
              "implementers", List.of("ida", "carl"),
              "peers", List.of("bob", "carl", "ida", "paul", "pia"),
              "service-owners", List.of("olga", "otto", "pia", "ann"),
              "mail", List.of("olga", "ann"),
              "shop", List.of("otto", "olga", "pia"),
              "cab", List.of("carl", "olga", "ann", "kim", "lee", "max"),
              "executives", List.of("eve", "max"),
              "change-managers", List.of("mia", "ida", "moe"),
              "configuration-managers", List.of("cora", "mia")));

  private static final List<String> EVERYBODY =
      MEMBERS.values().stream().flatMap(List::stream).distinct().sorted().toList();

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Map<String, Integer> ends = new TreeMap<>();
  private int applied;

  /** A step by the number that its dice are thrown with: others can be left out before it. */
  private record Step(long dice) {}

  @Test
  void nothingTouchesTheEstateWhoseGatesAreNotSatisfied() {
    var random = new Random(seed);
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      var beginning = random.nextLong();
      var steps = new ArrayList<Step>();
      for (int step = 0; step < LONGEST; step++) {
        steps.add(new Step(random.nextLong()));
      }
      var played = new Play(beginning).of(steps);
      if (played.broken() != null) {
        throw new AssertionError(
            "seed %d, sequence %d: %s".formatted(seed, sequence, fewest(beginning, steps)));
      }
      ends.merge(played.end(), 1, Integer::sum);
      applied += played.applied();
    }
    LOG.info("{} sequences, seed {}, {} applied, ended as {}", SEQUENCES, seed, applied, ends);
    assertThat(applied).as("changes were carried out").isGreaterThan(SEQUENCES / 5);
    assertThat(ends).containsKeys("IMPLEMENTED", "REJECTED", "CANCELLED");
  }

  /** The same failure with as few steps as possible, told. */
  private static String fewest(long beginning, List<Step> steps) {
    var needed = new ArrayList<>(steps);
    for (boolean fewer = true; fewer; ) {
      fewer = false;
      for (int i = needed.size() - 1; i >= 0; i--) {
        var without = new ArrayList<>(needed);
        without.remove(i);
        if (new Play(beginning).of(without).broken() != null) {
          needed.remove(i);
          fewer = true;
        }
      }
    }
    var told = new Play(beginning).of(needed);
    return told.broken() + "\n  " + String.join("\n  ", told.told());
  }

  /**
   * How a sequence went.
   *
   * @param broken what was wrong; null where nothing was
   */
  private record Played(String broken, List<String> told, String end, int applied) {}

  /** One change among its people. */
  private static final class Play {

    private final PaperOffice office = new PaperOffice(this::touches);
    private final PlainRule rule = new PlainRule(office);
    private final List<String> told = new ArrayList<>();
    private final String number;
    private Random dice;
    private int applied;

    Play(long beginning) {
      dice = new Random(beginning);
      MEMBERS.forEach(office.approvals::members);
      estate();
      number = requested();
    }

    Played of(List<Step> steps) {
      String broken = null;
      for (var step : steps) {
        if (change().state().isFinal()) {
          break;
        }
        dice = new Random(step.dice());
        office.approvals.pass(Duration.ofSeconds(1 + dice.nextInt(600)));
        try {
          taken();
        } catch (NotAllowed | NotNow | NotVisible | InvalidInput | IllegalStateException refused) {
          told.add("  refused: " + refused.getMessage());
        } catch (AssertionError failed) {
          broken = failed.getMessage();
          break;
        }
      }
      return new Played(broken, told, change().state().name(), applied);
    }

    private Change change() {
      return office.change(number);
    }

    private void touches(String changed, String effect) {
      if (effect.equals("apply")) {
        applied++;
      }
      rule.requireSatisfied(changed, effect);
    }

    // --- how it begins

    private String requested() {
      var emergency = dice.nextInt(4) == 0;
      var fields = new LinkedHashMap<String, Object>();
      fields.put("title", "More memory");
      fields.put("description", "It swaps");
      fields.put("justification", "Users wait");
      fields.put("items", List.of(item()));
      fields.put("implementer", one(MEMBERS.get("implementers")));
      fields.put("implementationPlan", "Stop, resize, start");
      fields.put("backoutPlan", "Resize back");
      fields.put("questionnaire", answers());
      fields.putAll(window());
      if (emergency) {
        fields.put("incident", "INC-1");
        fields.put("priority1", dice.nextBoolean());
      }
      var requester = one(MEMBERS.get("requesters"));
      office.approvals.as(requester);
      told.add(requester + " requests " + fields);
      return office
          .intake
          .register(
              fields,
              emergency ? ChangeType.EMERGENCY : ChangeType.NORMAL,
              java.util.Optional.empty())
          .value();
    }

    private String item() {
      return ItemKey.of(1 + dice.nextInt(3)).value();
    }

    /** Well prepared but for some of it, the more the riskier. */
    private Map<String, Object> answers() {
      var answers = new HashMap<String, Object>();
      int prepared = dice.nextInt(6);
      for (var question : List.of("doneBefore", "tested", "backoutTested", "reversible")) {
        answers.put(question, prepared-- > 0);
      }
      answers.put("teamsInvolved", 1);
      return answers;
    }

    private Map<String, Object> window() {
      var from = office.clock().instant().minus(Duration.ofMinutes(dice.nextInt(60)));
      if (dice.nextInt(4) == 0) {
        from = from.plus(Duration.ofDays(dice.nextInt(8)));
      }
      return Map.of(
          "plannedStart",
          from.toString(),
          "plannedEnd",
          from.plus(Duration.ofDays(1 + dice.nextInt(20))).toString());
    }

    private void estate() {
      office.services.clear();
      for (var owner : List.of("mail", "shop")) {
        if (dice.nextInt(3) != 0) {
          office.services.add(
              new PaperOffice.Service(
                  ItemKey.of(owner.equals("mail") ? 101 : 102), owner, 1 + dice.nextInt(4)));
        }
      }
      office.highRisk = dice.nextInt(6) == 0;
      office.conflict = dice.nextInt(6) == 0;
    }

    // --- what happens

    private void taken() {
      if (dice.nextInt(10) < 7) {
        due();
      } else {
        anything();
      }
    }

    /** What people and the process would do next. */
    private void due() {
      switch (change().state()) {
        case DRAFT -> submit();
        case ASSESSING -> assess();
        case AUTHORISING -> {
          if (office.gates().gates(number).stream().anyMatch(Play::isOpen)) {
            vote();
          } else {
            authorise();
          }
        }
        case SCHEDULED -> begin();
        case IMPLEMENTING -> {
          report();
          apply();
        }
        default -> anything();
      }
    }

    private void anything() {
      switch (dice.nextInt(18)) {
        case 0 -> edit();
        case 1 -> assess();
        case 2 -> determineGates();
        case 3, 4, 5 -> vote();
        case 6 -> withdraw();
        case 7 -> authorise();
        case 8 -> begin();
        case 9 -> report();
        case 10 -> apply();
        case 11 -> hold();
        case 12, 13 -> membership();
        case 14 -> {
          estate();
          told.add("the estate moves: " + office.services);
        }
        case 15 -> overdue();
        case 16 -> {
          var time = Duration.ofHours(1 + dice.nextInt(48));
          office.approvals.pass(time);
          told.add(time + " pass");
        }
        default -> giveUp();
      }
    }

    private void submit() {
      told.add("submitted");
      office.desk.submit(number);
    }

    /** As the process does it: assessed and rated, looked at by a person, sent to its gates. */
    private void assess() {
      told.add("assessed");
      office.desk.assessImpact(number);
      office.desk.rateRisk(number);
      if (dice.nextInt(3) == 0) {
        var risk = one(List.of(Risk.values()));
        told.add("the assessment is accepted with risk " + risk);
        office.desk.reviewAssessment(
            number, AssessmentDecision.ACCEPT, risk, "As the dice fell", null);
      }
      determineGates();
    }

    private void determineGates() {
      told.add("sent to its gates");
      office.desk.determineGates(number);
    }

    private void vote() {
      var gates = office.gates().gates(number);
      if (gates.isEmpty()) {
        return;
      }
      var open = gates.stream().filter(Play::isOpen).toList();
      var gate = one(open.isEmpty() || dice.nextInt(8) == 0 ? gates : open);
      var eligible = gate.eligible();
      var voter = eligible.isEmpty() || dice.nextInt(4) == 0 ? one(EVERYBODY) : one(eligible);
      var decision = dice.nextInt(15) == 0 ? Decision.REJECT : Decision.APPROVE;
      var confirms = gate.priority1Counts() && dice.nextBoolean();
      told.add("%s votes %s at %s".formatted(voter, decision, gate.key()));
      office.approvals.as(voter);
      office.gates().vote(number, gate.key(), decision, "As the dice fell", confirms);
      rule.voted(number, gate, voter, decision, confirms);
    }

    private void withdraw() {
      var open = office.gates().gates(number).stream().filter(Play::isOpen).toList();
      if (!open.isEmpty()) {
        var gate = one(open);
        var voter = gate.votes().isEmpty() ? one(EVERYBODY) : one(gate.votes()).voter();
        told.add("%s takes back his vote at %s".formatted(voter, gate.key()));
        office.approvals.as(voter);
        office.gates().withdraw(number, gate.key());
        rule.withdrew(gate, voter);
      }
    }

    private void authorise() {
      if (office.gates().gates(number).stream()
          .anyMatch(gate -> gate.state() == GateState.REJECTED)) {
        told.add("rejected");
        office.desk.reject(number);
        return;
      }
      told.add("authorised and scheduled");
      office.desk.authorise(number);
      if (change().type().isScheduled()) {
        office.desk.schedule(number);
      } else {
        begin();
      }
    }

    private void begin() {
      if (dice.nextInt(3) == 0) {
        var person = one(EVERYBODY);
        told.add(person + " starts without waiting");
        office.approvals.as(person);
        office.desk.startWithoutWaiting(number, "As the dice fell");
      }
      told.add("work begins");
      office.desk.begin(number);
    }

    private void report() {
      told.add("reported");
      office.desk.report(
          number,
          dice.nextInt(6) == 0 ? ImplementationOutcome.FAILED : ImplementationOutcome.SUCCESSFUL,
          null);
    }

    private void apply() {
      told.add("applied");
      office.desk.apply(number);
    }

    private void edit() {
      var fields =
          switch (dice.nextInt(5)) {
            case 0 -> Map.<String, Object>of("implementationPlan", "Way " + dice.nextInt(9));
            case 1 -> Map.<String, Object>of("items", List.of(item()));
            case 2 -> window();
            case 3 -> Map.<String, Object>of("questionnaire", answers());
            default -> Map.<String, Object>of("implementer", one(EVERYBODY));
          };
      office.approvals.as(change().requester());
      told.add("edited: " + fields);
      office.intake.edit(number, fields);
    }

    private void hold() {
      if (change().isOnHold()) {
        told.add("resumed");
        office.desk.resume(number);
      } else {
        told.add("put on hold");
        office.desk.hold(number, "As the dice fell");
      }
    }

    private void membership() {
      var group =
          dice.nextInt(8) == 0
              ? one(List.of("auditors", "robots"))
              : one(List.copyOf(MEMBERS.keySet()));
      var person = one(EVERYBODY);
      if (office.approvals.people().groupsOf(person).contains(group)) {
        told.add(person + " leaves " + group);
        office.approvals.leaves(person, group);
      } else {
        told.add(person + " joins " + group);
        office.approvals.joins(person, group);
      }
    }

    private void overdue() {
      var open = office.gates().gates(number).stream().filter(Play::isOpen).toList();
      if (!open.isEmpty()) {
        var gate = one(open);
        var until = Duration.between(office.clock().instant(), gate.dueAt());
        if (!until.isNegative()) {
          office.approvals.pass(until);
        }
        told.add(gate.key() + " is overdue");
        rule.escalated(office.gates().escalate(gate.id()));
      }
    }

    private void giveUp() {
      if (dice.nextInt(4) != 0) {
        return;
      }
      if (dice.nextBoolean()) {
        told.add("cancelled");
        office.desk.cancel(number, "As the dice fell");
      } else {
        told.add("backed out");
        office.desk.backOut(number, "As the dice fell");
      }
    }

    private static boolean isOpen(GateView gate) {
      return gate.state() == GateState.OPEN;
    }

    private <T> T one(List<T> several) {
      return several.get(dice.nextInt(several.size()));
    }
  }
}
