package org.changecontrol.policy.dmn;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.PolicySilent;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.RequiredGate.Quorum;
import org.changecontrol.policy.ReviewDeadline;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Demands gates by {@code approval-policy.dmn}. */
@Component
class DmnApprovalPolicy implements ApprovalPolicy {

  static final String POLICY = "approval-policy";

  /**
   * The last resort stands in the code and not in a table: a policy that an adopter broke must not
   * take it along. It judges everything, because it may stand for any gate; where it does not
   * decide either, the change waits.
   */
  private static final RequiredGate FALLBACK =
      new RequiredGate(
          "configuration-authority",
          "Configuration authority",
          "configuration-managers",
          Quorum.NUMBER,
          1,
          null,
          false,
          EnumSet.allOf(Section.class),
          Duration.ofDays(1),
          null);

  private final PolicyTables tables;
  private final PolicySet set;

  @Autowired
  DmnApprovalPolicy(PolicyTables tables) {
    this(tables, PolicySet.IN_FORCE);
  }

  private DmnApprovalPolicy(PolicyTables tables, PolicySet set) {
    this.tables = tables;
    this.set = set;
  }

  @Override
  public ApprovalPolicy of(PolicySet other) {
    return new DmnApprovalPolicy(tables, other);
  }

  @Override
  public RequiredGate.Conclusion gatesFor(GateQuestion question) {
    var table = tables.of(set, POLICY);
    var verdict = table.ask("required-gates", inputs(question));
    Map<String, RequiredGate> gates = new LinkedHashMap<>();
    for (var result : verdict.results()) {
      var gate = gate(result, table.version());
      gates.merge(gate.key(), gate, DmnApprovalPolicy::together);
    }
    if (gates.isEmpty()) {
      gates.put(FALLBACK.key(), FALLBACK);
    }
    return new RequiredGate.Conclusion(
        List.copyOf(gates.values()), verdict.rules(), table.version());
  }

  @Override
  public RequiredGate fallback() {
    return FALLBACK;
  }

  @Override
  public Duration leadTime(Risk risk) {
    Map<String, Object> inputs = Map.of("risk", risk.name());
    var verdict = tables.of(set, POLICY).ask("lead-time", inputs);
    if (verdict.silent()) {
      throw new PolicySilent("lead-time", inputs);
    }
    return Duration.parse((String) verdict.results().get(0).get("leadTime"));
  }

  @Override
  public ReviewDeadline reviewDeadline(String changeType) {
    var row = ofType("review-deadline", changeType);
    return new ReviewDeadline(Duration.parse(text(row, "within")), text(row, "escalateTo"));
  }

  @Override
  public RequiredGate windowExtension(String changeType) {
    return gate(ofType("window-extension", changeType), tables.of(set, POLICY).version());
  }

  private Map<String, Object> ofType(String decision, String changeType) {
    Map<String, Object> inputs = Map.of("changeType", changeType);
    var verdict = tables.of(set, POLICY).ask(decision, inputs);
    if (verdict.silent()) {
      throw new PolicySilent(decision, inputs);
    }
    return verdict.results().get(0);
  }

  @SuppressWarnings("NullAway") // nobody owns the item: null in the table
  private static Map<String, Object> inputs(GateQuestion question) {
    var owner = question.itemOwner();
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("changeType", question.changeType());
    inputs.put("risk", question.risk().name());
    inputs.put("serviceImpacted", question.serviceImpacted());
    inputs.put("highRiskTarget", question.highRiskTarget());
    inputs.put("conflict", question.conflict());
    inputs.put("freeze", question.freeze());
    inputs.put("leadTimeShort", question.leadTimeShort());
    inputs.put("riskLowered", question.riskLowered());
    inputs.put("redeployment", question.redeployment());
    inputs.put("itemOwner", owner == null || owner.isBlank() ? null : owner);
    return inputs;
  }

  /** The same gate for two reasons is one gate that satisfies both: the stricter of each. */
  private static RequiredGate together(RequiredGate one, RequiredGate other) {
    if (one.quorum() != other.quorum() || !one.group().equals(other.group())) {
      throw new IllegalStateException(
          "approval-policy demands gate \""
              + one.key()
              + "\" of "
              + one.group()
              + " by "
              + one.quorum()
              + " and of "
              + other.group()
              + " by "
              + other.quorum()
              + ": a gate has one group and one quorum");
    }
    Set<Section> judges = EnumSet.copyOf(one.judges());
    judges.addAll(other.judges());
    return new RequiredGate(
        one.key(),
        one.name(),
        one.group(),
        one.quorum(),
        Math.max(one.votes(), other.votes()),
        one.votesIfPriority1() == null || other.votesIfPriority1() == null
            ? null
            : higher(one.votesIfPriority1(), other.votesIfPriority1()),
        higher(one.percent(), other.percent()),
        one.ownersVeto() || other.ownersVeto(),
        judges,
        one.overdueAfter().compareTo(other.overdueAfter()) <= 0
            ? one.overdueAfter()
            : other.overdueAfter(),
        one.escalateTo() == null ? other.escalateTo() : one.escalateTo());
  }

  private static @Nullable Integer higher(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  private static RequiredGate gate(Map<String, Object> row, String version) {
    try {
      return new RequiredGate(
          text(row, "key"),
          text(row, "name"),
          text(row, "group"),
          Quorum.valueOf(text(row, "quorum")),
          ((Number) required(row, "votes")).intValue(),
          row.get("votesIfPriority1") instanceof Number votes ? votes.intValue() : null,
          row.get("percent") instanceof Number percent ? percent.intValue() : null,
          Boolean.TRUE.equals(row.get("ownersVeto")),
          sections(text(row, "judges")),
          Duration.parse(text(row, "overdueAfter")),
          (String) row.get("escalateTo"));
    } catch (RuntimeException broken) {
      throw new IllegalStateException(
          version + " concludes a gate that makes no sense: " + row + ": " + broken.getMessage(),
          broken);
    }
  }

  private static Set<Section> sections(String names) {
    Set<Section> sections = EnumSet.noneOf(Section.class);
    for (var name : names.split(",", -1)) {
      sections.add(Section.valueOf(name.strip()));
    }
    return sections;
  }

  private static String text(Map<String, Object> row, String output) {
    return (String) required(row, output);
  }

  private static Object required(Map<String, Object> row, String output) {
    var value = row.get(output);
    if (value == null) {
      throw new IllegalArgumentException("\"" + output + "\" is missing");
    }
    return value;
  }
}
