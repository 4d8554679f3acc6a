package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class RetrospectiveChangeOnPostgresqlIT extends RetrospectiveChangeScenarios {}
