package org.changecontrol.cmdb.imports;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ImportOnPostgresqlIT extends ImportScenarios {}
