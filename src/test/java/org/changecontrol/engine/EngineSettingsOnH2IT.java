package org.changecontrol.engine;

import org.changecontrol.OnH2;

@OnH2
class EngineSettingsOnH2IT extends EngineSettingsScenarios {

  @Override
  String database() {
    return "H2";
  }
}
