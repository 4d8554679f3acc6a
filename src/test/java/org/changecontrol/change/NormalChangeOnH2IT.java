package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class NormalChangeOnH2IT extends NormalChangeScenarios {}
