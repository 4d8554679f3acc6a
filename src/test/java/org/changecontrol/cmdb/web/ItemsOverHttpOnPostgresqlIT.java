package org.changecontrol.cmdb.web;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ItemsOverHttpOnPostgresqlIT extends ItemsOverHttpScenarios {}
