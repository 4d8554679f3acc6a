package org.changecontrol.approval;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class VotesInTheDatabaseOnPostgresqlIT extends VotesInTheDatabaseScenarios {}
