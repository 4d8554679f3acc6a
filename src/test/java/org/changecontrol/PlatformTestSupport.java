package org.changecontrol;

import org.changecontrol.engine.DoorScenario;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Beans that both test contexts share. */
@Import(DoorScenario.class)
@TestConfiguration(proxyBeanMethods = false)
class PlatformTestSupport {

  @Bean
  static DatabaseWork databaseWork() {
    return DatabaseWork.ofRequests();
  }
}
