package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ImplementationWorkOnPostgresqlIT extends ImplementationWorkScenarios {}
