package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class RequestContractOnPostgresqlIT extends RequestContractScenarios {}
