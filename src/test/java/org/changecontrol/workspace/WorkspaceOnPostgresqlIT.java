package org.changecontrol.workspace;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class WorkspaceOnPostgresqlIT extends WorkspaceScenarios {}
