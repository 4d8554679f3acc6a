package org.changecontrol.engine.web;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class EngineDoorOnPostgresqlIT extends EngineDoorScenarios {}
