package org.changecontrol.policy.dmn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.EligibilityPolicy;
import org.changecontrol.policy.RiskPolicy;

/** The policies straight from their files, for tests without an engine. */
public final class PoliciesFromFiles {

  private static final Map<String, PolicyTable> TABLES = new ConcurrentHashMap<>();

  private PoliciesFromFiles() {}

  public static RiskPolicy risk() {
    return new DmnRiskPolicy((set, policy) -> table(policy));
  }

  public static ApprovalPolicy approval() {
    return new DmnApprovalPolicy((set, policy) -> table(policy));
  }

  public static EligibilityPolicy eligibility() {
    return new DmnEligibilityPolicy((set, policy) -> table(policy));
  }

  public static ConsultationPolicy consultation() {
    return new DmnConsultationPolicy((set, policy) -> table(policy));
  }

  static PolicyTable table(String policy) {
    return TABLES.computeIfAbsent(policy, PoliciesFromFiles::read);
  }

  private static PolicyTable read(String policy) {
    try (InputStream file =
        PoliciesFromFiles.class.getResourceAsStream("/bpmn/" + policy + ".dmn")) {
      return new PolicyTable(policy + ":0", file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
