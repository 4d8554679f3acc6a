package org.changecontrol.calendar;

import org.changecontrol.OnH2;

@OnH2
class CalendarOnH2IT extends CalendarScenarios {}
