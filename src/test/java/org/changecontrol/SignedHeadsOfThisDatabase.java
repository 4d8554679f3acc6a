package org.changecontrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Each database has signed heads of its own: those of another would say that its trail was cut off.
 */
class SignedHeadsOfThisDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    try {
      var directory = Files.createTempDirectory("audit-heads");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "signed-heads",
                  Map.of(
                      "change-control.audit.heads", directory.resolve("heads.jsonl"),
                      "change-control.audit.key-file", directory.resolve("heads.key"))));
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }
}
