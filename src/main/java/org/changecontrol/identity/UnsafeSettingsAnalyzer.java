package org.changecontrol.identity;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the operator in plain words why the platform does not start and what to set. */
final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSettings cause) {
    return new FailureAnalysis(
        cause.problems().stream()
            .map(problem -> "  - " + problem)
            .collect(
                Collectors.joining(
                    System.lineSeparator(),
                    "Change Control does not start with unsafe settings:" + System.lineSeparator(),
                    "")),
        "Set what is named above in the environment (.env.example lists every setting), or start the"
            + " demonstration with SPRING_PROFILES_ACTIVE=demo.",
        cause);
  }
}
