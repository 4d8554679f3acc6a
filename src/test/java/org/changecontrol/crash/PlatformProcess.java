package org.changecontrol.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The packaged platform in a process of its own, on the loopback address, so that it can be killed
 * without a chance to tidy up: what Java calls a forcible end is SIGKILL.
 */
final class PlatformProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Path folder;
  private final Map<String, String> database;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = freePort();
  private Process process;

  /**
   * @param folder where it keeps its files
   * @param database the settings of its data source
   */
  PlatformProcess(Path folder, Map<String, String> database) {
    this.folder = folder;
    this.database = database;
    process = started();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the platform did not die");
    }
  }

  void startAgain() {
    process = started();
  }

  private Process started() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-jar", packaged().toString()));
    database.forEach((setting, value) -> command.add("--" + setting + "=" + value));
    command.addAll(
        List.of(
            "--spring.profiles.active=demo",
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--change-control.audit.heads=" + folder.resolve("heads.jsonl"),
            "--change-control.audit.key-file=" + folder.resolve("heads.key")));
    try {
      var one =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("platform.log").toFile()))
              .start();
      awaitHealth(one);
      return one;
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  private void awaitHealth(Process one) throws IOException {
    try {
      await()
          .atMost(LONGEST_START)
          .failFast("it ended", () -> !one.isAlive())
          .until(this::isHealthy);
    } catch (ConditionTimeoutException | TerminalFailureException notStarted) {
      one.destroyForcibly();
      throw new IllegalStateException(
          "the platform did not start:\n" + Files.readString(folder.resolve("platform.log")),
          notStarted);
    }
  }

  private boolean isHealthy() throws InterruptedException {
    var health = HttpRequest.newBuilder(URI.create(address() + "/actuator/health")).build();
    try {
      return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException nobodyListensYet) {
      return false;
    }
  }

  /** The archive that {@code package} has made. */
  private static Path packaged() {
    try (var archives = Files.newDirectoryStream(Path.of("target"), "*.jar")) {
      for (var archive : archives) {
        return archive;
      }
    } catch (IOException cannotRead) {
      throw new UncheckedIOException(cannotRead);
    }
    throw new IllegalStateException("there is no archive in target: run package first");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException cannotBind) {
      throw new UncheckedIOException(cannotBind);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
