package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class EmergencyChangeOnPostgresqlIT extends EmergencyChangeScenarios {}
