package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class RetrospectiveChangeOnH2IT extends RetrospectiveChangeScenarios {}
