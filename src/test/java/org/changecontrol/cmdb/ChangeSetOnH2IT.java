package org.changecontrol.cmdb;

import org.changecontrol.OnH2;

@OnH2
class ChangeSetOnH2IT extends ChangeSetScenarios {}
