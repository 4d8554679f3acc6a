package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class FreezeOnPostgresqlIT extends FreezeScenarios {}
