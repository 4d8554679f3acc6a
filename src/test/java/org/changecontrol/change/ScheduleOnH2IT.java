package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class ScheduleOnH2IT extends ScheduleScenarios {}
