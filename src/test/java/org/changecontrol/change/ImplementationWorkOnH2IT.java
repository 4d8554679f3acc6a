package org.changecontrol.change;

import org.changecontrol.OnH2;

@OnH2
class ImplementationWorkOnH2IT extends ImplementationWorkScenarios {}
