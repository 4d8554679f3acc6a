package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells to type does what it says. */
@OnH2
class ReadmeIT extends PlatformIT {

  private static final Pattern COMMANDS = Pattern.compile("```\n(api=.*?)```", Pattern.DOTALL);

  @Test
  void itsCallsTakeAChangeToItsEnd(@TempDir Path folder) throws Exception {
    assumeTrue(
        Stream.of("bash", "curl").allMatch(ReadmeIT::isThere), "there is no bash or no curl here");
    var readme = COMMANDS.matcher(Files.readString(Path.of("README.md")));
    assertThat(readme.find()).as("the README has a block that begins with api=").isTrue();
    var script =
        """
        set -euo pipefail
        curl() { command curl -sS --fail-with-body "$@"; echo; }
        """
            + readme.group(1).replace("http://localhost:8080", address());
    var output = folder.resolve("output").toFile();
    var shell =
        new ProcessBuilder("bash", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
    var said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertThat(shell.exitValue()).as(said).isZero();
    assertThat(said).contains("CHG-").contains("\"valid\":true");
    assertThat(api().item("virtual-machine:wiki-01").at("/attributes/memoryMb").asInt())
        .isEqualTo(4096);
  }

  private static boolean isThere(String command) {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
