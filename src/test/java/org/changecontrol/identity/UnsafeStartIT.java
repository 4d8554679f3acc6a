package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.changecontrol.ChangeControlApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the platform as an operator would, in a process of its own, and reads what it says (abuse
 * case 2).
 */
class UnsafeStartIT {

  private static final String GOOD = "gravel-otter-lamp-7";

  @TempDir Path directory;

  private record Start(int exit, String said) {}

  @Test
  void withoutAnySettingItSaysWhatToSet() {
    Start start = start(Map.of());

    assertThat(start.exit).isNotZero();
    assertThat(start.said)
        .contains("APPLICATION FAILED TO START", "DATABASE_URL", "CHANGECONTROL_ADMIN_PASSWORD");
  }

  @Test
  void profilePostgresWithoutItsSettingsSaysAllThatIsMissing() {
    Start start = start(Map.of("SPRING_PROFILES_ACTIVE", "postgres"));

    assertThat(start.exit).isNotZero();
    assertThat(start.said)
        .contains(
            "DATABASE_URL",
            "DATABASE_USER",
            "DATABASE_PASSWORD",
            "CHANGECONTROL_ADMIN_PASSWORD",
            ".env.example");
  }

  @Test
  void anH2DatabaseIsRefusedBeforeItIsMade() throws IOException {
    Start start =
        start(
            Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:h2:file:./kept",
                "CHANGECONTROL_ADMIN_PASSWORD",
                GOOD));

    assertThat(start.exit).isNotZero();
    assertThat(start.said).contains("H2", "DATABASE_URL").doesNotContain(GOOD);
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("kept"));
    }
  }

  @Test
  void aDefaultAdministratorPasswordIsRefused() {
    for (String password : List.of("administrator1")) {
      Start start =
          start(
              Map.of(
                  "SPRING_PROFILES_ACTIVE",
                  "postgres",
                  "DATABASE_URL",
                  "jdbc:postgresql://127.0.0.1:1/nowhere",
                  "DATABASE_USER",
                  "x",
                  "DATABASE_PASSWORD",
                  "x",
                  "CHANGECONTROL_ADMIN_PASSWORD",
                  password));

      assertThat(start.exit).as(password).isNotZero();
      assertThat(start.said).as(password).contains("CHANGECONTROL_ADMIN_PASSWORD");
    }
  }

  private Start start(Map<String, String> settings) {
    return run(directory, settings);
  }

  private static Start run(Path directory, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(ChangeControlApplication.class.getName(), "--server.port=0", "--debug=false"));
    try {
      Path said = Files.createTempFile(directory, "start", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      Map<String, String> environment = builder.environment();
      Map<String, String> kept = new HashMap<>(environment);
      environment.clear();
      kept.forEach(
          (name, value) -> {
            if (name.equals("PATH") || name.equals("HOME") || name.startsWith("LC_")) {
              environment.put(name, value);
            }
          });
      environment.putAll(settings);
      Process process = builder.start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("It started, or hangs: " + Files.readString(said));
      }
      return new Start(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
