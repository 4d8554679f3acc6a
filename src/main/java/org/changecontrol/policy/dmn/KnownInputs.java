package org.changecontrol.policy.dmn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Stake;
import org.jspecify.annotations.Nullable;

/**
 * What the code asks the tables and with which values: the other side of the policies' Java face.
 * What stands here is not for a table to say.
 */
final class KnownInputs {

  private static final Map<String, Map<String, Domain>> INPUTS =
      Map.of(
          DmnApprovalPolicy.POLICY,
          Map.of(
              "changeType",
              Domain.texts("STANDARD", "NORMAL", "EMERGENCY", "RETROSPECTIVE").rarely("MODEL"),
              "risk",
              Domain.oneOf(String.class, Arrays.stream(Risk.values()).map(Enum::name).toList()),
              "itemOwner",
              Domain.anyText().orMissing()),
          DmnRiskPolicy.POLICY,
          Map.of(
              "criticality", Domain.wholeBetween(1, 4),
              "doneBefore", Domain.truth().orMissing(),
              "tested", Domain.truth().orMissing(),
              "backoutTested", Domain.truth().orMissing(),
              "reversible", Domain.truth().orMissing(),
              "teamsInvolved", Domain.wholeFrom(1).orMissing(),
              "recentChanges", Domain.wholeFrom(0),
              "recentFailures", Domain.wholeFrom(0),
              "itemFailures", Domain.wholeFrom(0)),
          DmnEligibilityPolicy.POLICY,
          Map.of(
              "modelState", Domain.texts("PUBLISHED", "SUSPENDED", "RETIRED"),
              "runs", Domain.wholeFrom(0),
              "failures", Domain.wholeFrom(0)),
          DmnConsultationPolicy.POLICY,
          Map.of(
              "changeType",
              Domain.texts("STANDARD", "NORMAL", "EMERGENCY", "RETROSPECTIVE").rarely("MODEL"),
              "risk",
              Domain.oneOf(String.class, Arrays.stream(Risk.values()).map(Enum::name).toList()),
              "stake",
              Domain.oneOf(String.class, Arrays.stream(Stake.values()).map(Enum::name).toList())));

  private static final Map<String, List<String>> ASKED =
      Map.of(
          DmnApprovalPolicy.POLICY,
              List.of("required-gates", "lead-time", "review-deadline", "window-extension"),
          DmnRiskPolicy.POLICY, List.of("risk", "impact", "likelihood"),
          DmnEligibilityPolicy.POLICY, List.of("eligibility", "model-standing", "review-sample"),
          DmnConsultationPolicy.POLICY, List.of("inform-or-consult"));

  /**
   * Where no rule matches, the central configuration authority or a normal change decides, and a
   * stakeholder is asked.
   */
  private static final Set<String> WITH_FALLBACK =
      Set.of("required-gates", "eligibility", "inform-or-consult");

  private KnownInputs() {}

  /** What the code may hand in under that name; null where it hands in nothing of the kind. */
  static @Nullable Domain of(String policy, String input) {
    return INPUTS.getOrDefault(policy, Map.of()).get(input);
  }

  /** The decisions that the code asks, by policy. */
  static Map<String, List<String>> asked() {
    return ASKED;
  }

  /** Whether the code knows what to do where no rule of the table matches. */
  static boolean hasFallback(String decision) {
    return WITH_FALLBACK.contains(decision);
  }
}
