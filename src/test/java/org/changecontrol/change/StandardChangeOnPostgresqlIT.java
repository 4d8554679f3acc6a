package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class StandardChangeOnPostgresqlIT extends StandardChangeScenarios {}
