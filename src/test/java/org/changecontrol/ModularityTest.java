package org.changecontrol;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

  @Test
  void modulesKeepToTheirBordersAndDependOneWay() {
    ApplicationModules.of(ChangeControlApplication.class).verify();
  }
}
