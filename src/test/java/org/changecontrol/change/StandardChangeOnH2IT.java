package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class StandardChangeOnH2IT extends StandardChangeScenarios {}
