package org.changecontrol.engine;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class LeanHistoryOnPostgresqlIT extends LeanHistoryScenarios {}
