package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class NormalChangeOnPostgresqlIT extends NormalChangeScenarios {}
