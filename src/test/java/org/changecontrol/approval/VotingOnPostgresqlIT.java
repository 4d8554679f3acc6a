package org.changecontrol.approval;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class VotingOnPostgresqlIT extends VotingScenarios {}
