package org.changecontrol.policy.dmn;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class DeployedPolicyOnPostgresqlIT extends DeployedPolicyScenarios {}
