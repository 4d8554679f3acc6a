package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class SimultaneousStepsOnPostgresqlIT extends SimultaneousStepsScenarios {}
