package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class WindowOverrunOnPostgresqlIT extends WindowOverrunScenarios {}
