package org.changecontrol.engine;

import org.changecontrol.OnH2;

@OnH2
class ChangesInFlightOnH2IT extends ChangesInFlightScenarios {}
