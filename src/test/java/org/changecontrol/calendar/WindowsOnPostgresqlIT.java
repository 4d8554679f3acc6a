package org.changecontrol.calendar;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class WindowsOnPostgresqlIT extends WindowsScenarios {}
