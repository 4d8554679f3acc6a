package org.changecontrol.approval;

import org.changecontrol.OnH2;

@OnH2
class StandInOnH2IT extends StandInScenarios {}
