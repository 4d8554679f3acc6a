package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class SwitchReplacementOnH2IT extends SwitchReplacementScenarios {}
