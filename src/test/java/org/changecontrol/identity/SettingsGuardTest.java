package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class SettingsGuardTest {

  private static final String GOOD = "gravel-otter-lamp-7";

  @Test
  void theSettingsOfAnInstallationAreTaken() {
    assertThat(SettingsGuard.problems(installation())).isEmpty();
  }

  @Test
  void theDemonstrationNeedsNoSettings() {
    MockEnvironment demo = new MockEnvironment();
    demo.setActiveProfiles("demo");
    demo.setProperty("spring.datasource.url", "jdbc:h2:mem:x");

    assertThat(SettingsGuard.problems(demo)).isEmpty();
  }

  @Test
  void anH2DatabaseIsForTheDemonstrationOnly() {
    assertThat(
            SettingsGuard.problems(
                installation().withProperty("spring.datasource.url", "jdbc:h2:file:./data/x")))
        .singleElement()
        .asString()
        .contains("H2", "DATABASE_URL");
  }

  @Test
  void aMissingAdministratorPasswordIsNamed() {
    assertThat(
            SettingsGuard.problems(installation().withProperty("changecontrol.admin.password", "")))
        .singleElement()
        .asString()
        .contains("CHANGECONTROL_ADMIN_PASSWORD");
  }

  @Test
  void aDefaultAdministratorPasswordIsRefusedAndNotRepeated() {
    assertThat(
            SettingsGuard.problems(
                installation().withProperty("changecontrol.admin.password", "changeme-2024")))
        .singleElement()
        .asString()
        .contains("CHANGECONTROL_ADMIN_PASSWORD", "well known")
        .doesNotContain("changeme-2024");
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() {
    MockEnvironment nothing = new MockEnvironment();
    nothing.setActiveProfiles("postgres");
    nothing.setProperty("spring.datasource.url", "${DATABASE_URL}");
    nothing.setProperty("spring.datasource.username", "${DATABASE_USER}");
    nothing.setProperty("spring.datasource.password", "${DATABASE_PASSWORD}");

    FailureAnalysis analysis =
        new UnsafeSettingsAnalyzer()
            .analyze(new RuntimeException(), new UnsafeSettings(SettingsGuard.problems(nothing)));

    assertThat(analysis.getDescription())
        .contains(
            "DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD", "CHANGECONTROL_ADMIN_PASSWORD");
    assertThat(analysis.getAction()).contains(".env.example", "demo");
  }

  private static MockEnvironment installation() {
    MockEnvironment environment = new MockEnvironment();
    environment.setActiveProfiles("postgres");
    return environment
        .withProperty("spring.datasource.url", "jdbc:postgresql://localhost/changecontrol")
        .withProperty("spring.datasource.username", "changecontrol")
        .withProperty("spring.datasource.password", "x")
        .withProperty("changecontrol.admin.password", GOOD);
  }
}
