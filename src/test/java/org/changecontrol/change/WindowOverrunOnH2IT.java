package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class WindowOverrunOnH2IT extends WindowOverrunScenarios {}
