package org.changecontrol.engine;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class EngineWritesOnPostgresqlIT extends EngineWritesScenarios {}
