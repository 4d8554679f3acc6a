package org.changecontrol.approval;

import org.changecontrol.OnH2;

@OnH2
class VotesInTheDatabaseOnH2IT extends VotesInTheDatabaseScenarios {}
