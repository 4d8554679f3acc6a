package org.changecontrol.identity;

import org.changecontrol.OnH2;

@OnH2
class DelegationOnH2IT extends DelegationScenarios {}
