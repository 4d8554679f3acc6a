package org.changecontrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.changecontrol.engine.DoorScenario;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Beans that both test contexts share. */
@Import(DoorScenario.class)
@TestConfiguration(proxyBeanMethods = false)
class PlatformTestSupport {

  /**
   * Each database has signed heads of its own: those of another would say that its trail was cut
   * off.
   */
  @Bean
  DynamicPropertyRegistrar signedHeadsOfThisDatabase() throws IOException {
    Path directory = Files.createTempDirectory("audit-heads");
    return registry -> {
      registry.add("change-control.audit.heads", () -> directory.resolve("heads.jsonl"));
      registry.add("change-control.audit.key-file", () -> directory.resolve("heads.key"));
    };
  }
}
