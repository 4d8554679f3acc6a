package org.changecontrol.engine;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class EngineSettingsOnPostgresqlIT extends EngineSettingsScenarios {

  @Override
  String database() {
    return "PostgreSQL";
  }
}
