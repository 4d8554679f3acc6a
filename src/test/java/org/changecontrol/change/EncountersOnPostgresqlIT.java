package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class EncountersOnPostgresqlIT extends EncountersScenarios {}
