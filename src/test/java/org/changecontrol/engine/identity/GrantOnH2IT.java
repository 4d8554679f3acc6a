package org.changecontrol.engine.identity;

import org.changecontrol.OnH2;

@OnH2
class GrantOnH2IT extends GrantScenarios {}
