package org.changecontrol.identity.signin;

import org.changecontrol.OnH2;

@OnH2
class SignInOnH2IT extends SignInScenarios {}
