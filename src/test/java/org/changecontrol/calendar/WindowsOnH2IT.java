package org.changecontrol.calendar;

import org.changecontrol.OnH2;

@OnH2
class WindowsOnH2IT extends WindowsScenarios {}
