package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class EmergencyChangeOnH2IT extends EmergencyChangeScenarios {}
