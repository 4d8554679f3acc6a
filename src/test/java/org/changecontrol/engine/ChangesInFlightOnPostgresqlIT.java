package org.changecontrol.engine;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ChangesInFlightOnPostgresqlIT extends ChangesInFlightScenarios {}
