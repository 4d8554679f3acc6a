package org.changecontrol.engine.identity;

import org.changecontrol.OnH2;

@OnH2
class MembershipOnH2IT extends MembershipScenarios {}
