package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class SwitchReplacementOnPostgresqlIT extends SwitchReplacementScenarios {}
