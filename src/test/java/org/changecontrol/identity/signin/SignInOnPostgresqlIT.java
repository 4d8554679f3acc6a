package org.changecontrol.identity.signin;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class SignInOnPostgresqlIT extends SignInScenarios {}
