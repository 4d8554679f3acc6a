package org.changecontrol.policy.dmn;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.StakeQuestion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Informs or consults by {@code stakeholder-consultation.dmn}. */
@Component
class DmnConsultationPolicy implements ConsultationPolicy {

  static final String POLICY = "stakeholder-consultation";

  /** How long somebody has to answer where the table does not say so in a way that can be read. */
  static final Duration UNLESS_SAID = Duration.ofDays(2);

  private final PolicyTables tables;
  private final PolicySet set;

  @Autowired
  DmnConsultationPolicy(PolicyTables tables) {
    this(tables, PolicySet.IN_FORCE);
  }

  private DmnConsultationPolicy(PolicyTables tables, PolicySet set) {
    this.tables = tables;
    this.set = set;
  }

  @Override
  public ConsultationPolicy of(PolicySet other) {
    return new DmnConsultationPolicy(
        tables, tables.holds(other, POLICY) ? other : PolicySet.IN_FORCE);
  }

  @Override
  public Involvement involvementOf(StakeQuestion question) {
    var table = tables.of(set, POLICY);
    var inputs = inputs(question);
    var verdict = table.ask("inform-or-consult", inputs);
    var informed =
        !verdict.silent()
            && Involvement.How.INFORM.name().equals(verdict.results().get(0).get("how"));
    return new Involvement(
        question.stake(),
        informed ? Involvement.How.INFORM : Involvement.How.CONSULT,
        informed ? null : deadline(verdict),
        inputs,
        verdict.rules(),
        table.version());
  }

  private static Duration deadline(Verdict verdict) {
    var said = verdict.silent() ? null : read(verdict.results().get(0).get("deadline"));
    return said == null || said.isNegative() || said.isZero() ? UNLESS_SAID : said;
  }

  private static @Nullable Duration read(@Nullable Object deadline) {
    try {
      return deadline == null ? null : Duration.parse(deadline.toString());
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static Map<String, Object> inputs(StakeQuestion question) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("changeType", question.changeType());
    inputs.put("risk", question.risk().name());
    inputs.put("stake", question.stake().name());
    return inputs;
  }
}
