package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class EncountersOnH2IT extends EncountersScenarios {}
