package org.changecontrol.cmdb.impact;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ImpactOnPostgresqlIT extends ImpactScenarios {}
