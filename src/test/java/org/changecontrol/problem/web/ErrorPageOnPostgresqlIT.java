package org.changecontrol.problem.web;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class ErrorPageOnPostgresqlIT extends ErrorPageScenarios {}
