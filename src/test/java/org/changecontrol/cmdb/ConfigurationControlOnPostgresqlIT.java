package org.changecontrol.cmdb;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ConfigurationControlOnPostgresqlIT extends ConfigurationControlScenarios {}
