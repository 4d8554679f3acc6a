package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class SimultaneousStepsOnH2IT extends SimultaneousStepsScenarios {}
