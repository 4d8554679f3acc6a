package org.changecontrol.cmdb;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ChangeSetOnPostgresqlIT extends ChangeSetScenarios {}
