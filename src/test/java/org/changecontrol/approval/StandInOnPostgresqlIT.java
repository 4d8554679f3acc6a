package org.changecontrol.approval;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class StandInOnPostgresqlIT extends StandInScenarios {}
