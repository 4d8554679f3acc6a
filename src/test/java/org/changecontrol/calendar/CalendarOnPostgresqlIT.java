package org.changecontrol.calendar;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class CalendarOnPostgresqlIT extends CalendarScenarios {}
