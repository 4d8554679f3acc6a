package org.changecontrol.cmdb.impact;

import org.changecontrol.OnH2;

@OnH2
class ImpactOnH2IT extends ImpactScenarios {}
