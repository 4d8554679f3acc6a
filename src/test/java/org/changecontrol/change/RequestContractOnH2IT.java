package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class RequestContractOnH2IT extends RequestContractScenarios {}
