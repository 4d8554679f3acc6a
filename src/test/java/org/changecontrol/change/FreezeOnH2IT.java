package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class FreezeOnH2IT extends FreezeScenarios {}
