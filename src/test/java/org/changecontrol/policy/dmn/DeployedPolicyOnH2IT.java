package org.changecontrol.policy.dmn;

import org.changecontrol.OnH2;

@OnH2
class DeployedPolicyOnH2IT extends DeployedPolicyScenarios {}
