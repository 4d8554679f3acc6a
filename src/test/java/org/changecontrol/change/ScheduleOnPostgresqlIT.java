package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ScheduleOnPostgresqlIT extends ScheduleScenarios {}
