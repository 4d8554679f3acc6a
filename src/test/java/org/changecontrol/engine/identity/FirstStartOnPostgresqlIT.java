package org.changecontrol.engine.identity;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class FirstStartOnPostgresqlIT extends FirstStartScenarios {}
