package org.changecontrol.approval;

import org.changecontrol.OnH2;

@OnH2
class VotingOnH2IT extends VotingScenarios {}
